import { cache } from 'react'
import { publicRelease } from '@/db/queries/public'

/** The newest release, or the one of a number; read once for a page and its head. */
export const released = cache((number?: number) => publicRelease(number))
