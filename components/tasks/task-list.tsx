import { Badge, type Tone } from '@/components/ui/badge'
import type { TaskKind } from '@/lib/tasks/kinds'

/** A task in a list, in words. */
export type TaskRow = {
  id: string
  kind: TaskKind
  kindLabel: string
  href: string
  /** Who, or which guest or session. */
  about: string
  place: string
  since: string
  result: string | null
}

export const TASK_TONES: Record<TaskKind, Tone> = {
  SAFEGUARD: 'broken',
  CONSENT_BACK: 'broken',
  CARD_QUERY: 'hint',
  ABSENCES: 'late',
  MAKE_UP: 'late',
  NO_SHOW: 'late',
  GUEST: 'hint',
  FREE_PLACE: 'hint',
  MISSING_SHEET: 'broken',
}

/** What somebody has to do, the longest waiting first. Each line leads to where it is done. */
export function TaskList({ tasks, openLabel }: { tasks: TaskRow[]; openLabel: string }) {
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {tasks.map((task) => (
        <li
          key={`${task.kind}-${task.id}`}
          className="grid grid-cols-[1fr_auto] items-center gap-x-3 gap-y-1 px-4 py-2.5"
        >
          <span className="min-w-0">
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Badge tone={TASK_TONES[task.kind]}>{task.kindLabel}</Badge>
              {task.about ? <bdi className="font-medium">{task.about}</bdi> : null}
            </span>
            <span className="block text-sm text-ink-2">
              {[task.place, task.since, task.result].filter(Boolean).join(' · ')}
            </span>
          </span>
          <a
            href={task.href}
            className="inline-flex min-h-touch min-w-touch items-center justify-center text-sm font-medium"
          >
            {openLabel}
            <span className="sr-only">
              : {task.kindLabel} {task.about}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
