import { cache } from 'react'
import { publicRelease } from '@/db/queries/public'

/** The newest release; read once for a page and its head. */
export const released = cache(() => publicRelease())
