import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import type { TaskKind } from '@/lib/tasks/kinds'
import { TASK_TONES } from './task-list'

type Link = { href: string; label: string }
export type TaskViewProps = {
  kind: TaskKind
  kindLabel: string
  title: string
  line: string
  about: string
  /** How it ended, or that it was dropped; null while it is open. */
  ended: string | null
  note: { label: string; text: string } | null
  marks: { key: string; label: string; mark: string }[] | null
  words: { marks: string; noMarks: string; missed: string }
  hours: ReactNode
  missed: Link[]
  links: Link[]
  back: Link
  /** The forms that end it. */
  children?: ReactNode
}

/** One task: what it is about, what is known, and how it ends. */
export function TaskView(props: TaskViewProps) {
  const { kind, kindLabel, title, line, about, ended, note, marks, words, hours, missed, links, back } = props
  return (
    <div className="grid gap-4">
      <p className="-mb-2 text-sm print:hidden">
        <a href={back.href} className="inline-flex min-h-11 items-center">
          {back.label}
        </a>
      </p>
      <header className="grid gap-1">
        <div>
          <Badge tone={TASK_TONES[kind]}>{kindLabel}</Badge>
        </div>
        <h1 className="text-xl">
          <bdi>{title}</bdi>
        </h1>
        <p className="text-sm text-ink-2">{line}</p>
      </header>
      <p>{about}</p>
      {ended ? <p className="font-medium">{ended}</p> : null}
      {note ? (
        <Card id="note-card" title={note.label}>
          <p className="whitespace-pre-line">
            <bdi>{note.text}</bdi>
          </p>
        </Card>
      ) : null}
      {hours}
      {marks ? (
        <Card id="marks" title={words.marks}>
          {marks.length === 0 ? <p className="text-ink-2">{words.noMarks}</p> : null}
          <ul className="grid gap-1 text-sm sm:max-w-md">
            {marks.map(({ key, label, mark }) => (
              <li key={key} className="flex flex-wrap justify-between gap-x-4">
                <span>{label}</span>
                <span className="font-medium">{mark}</span>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      {missed.length > 0 ? (
        <Card id="missed" title={words.missed}>
          <Links links={missed} />
        </Card>
      ) : null}
      {props.children ? <Card>{props.children}</Card> : null}
      {links.length > 0 ? <Links links={links} /> : null}
    </div>
  )
}

function Links({ links }: { links: Link[] }) {
  return (
    <ul className="flex flex-wrap gap-x-6">
      {links.map(({ href, label }) => (
        <li key={href}>
          <a href={href} className="inline-flex min-h-11 items-center">
            {label}
          </a>
        </li>
      ))}
    </ul>
  )
}
