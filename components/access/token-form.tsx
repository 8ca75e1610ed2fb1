'use client'

import { FieldsForm, type FieldsFormProps } from '@/components/ui/fields-form'
import { type LinkWords, Shown } from './link-form'

type Props = Omit<FieldsFormProps, 'after'> & { shown: LinkWords }

/** Makes a token; afterwards it stands here, once. */
export function TokenForm({ shown, ...form }: Props) {
  return (
    <FieldsForm {...form} after={(data) => <Shown link={(data as { link: string }).link} words={shown} />} />
  )
}
