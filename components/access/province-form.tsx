'use client'

import { FieldsForm, type FieldsFormProps } from '@/components/ui/fields-form'
import { Notice } from '@/components/ui/notice'
import { type LinkWords, Shown } from './link-form'

type Opened = { links: { role: string; link: string }[] }
type Props = Omit<FieldsFormProps, 'after'> & {
  opened: { kind: string; title: string; line: string }
  /** The words around the link of each role. */
  links: Record<string, LinkWords>
}

/** Sets a province up; afterwards the one-time links of its first accounts stand here, once. */
export function ProvinceForm({ opened, links, ...form }: Props) {
  return (
    <FieldsForm
      {...form}
      after={(data) => (
        <div className="grid gap-4">
          <Notice kind="success" kindLabel={opened.kind} title={opened.title} live>
            <p>{opened.line}</p>
          </Notice>
          {(data as Opened).links.map(({ role, link }) => {
            const words = links[role]
            return words ? <Shown key={role} link={link} words={words} /> : null
          })}
        </div>
      )}
    />
  )
}
