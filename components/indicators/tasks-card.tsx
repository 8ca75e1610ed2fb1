import { Card } from '@/components/ui/card'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

/** Something waiting for this person: how many, what, where, and the verb that leads there. */
export type OfficeTask = {
  key: string
  count: number
  title: string
  line?: string
  tone: 'broken' | 'late' | 'hint'
  act: string
  href: string
}

const TONES = {
  broken: 'bg-pomegranate-wash text-pomegranate',
  late: 'bg-saffron-wash text-saffron-ink',
  hint: 'bg-lapis-wash text-lapis',
}

type Props = { t: Words; locale: Locale; tasks: OfficeTask[]; allHref?: string }

/** «کارهای امروز من». */
export function TasksCard({ t, locale, tasks, allHref }: Props) {
  const aside = allHref && tasks.length > 0 ? <a href={allHref}>{t('indicators.allTasks')}</a> : undefined
  return (
    <Card id="tasks" title={t('indicators.tasks')} aside={aside}>
      {tasks.length === 0 ? (
        <div className="py-6 text-center">
          <p className="font-semibold">
            <span aria-hidden="true" className="me-2 text-turquoise">
              ✓
            </span>
            {t('indicators.noTasks')}
          </p>
          <p className="text-sm text-ink-2">{t('indicators.noTasksLine')}</p>
        </div>
      ) : (
        <ul className="divide-y divide-line">
          {tasks.map((task) => (
            <li key={task.key} className="grid grid-cols-[auto_1fr_auto] items-center gap-3 py-2.5">
              <span
                className={`grid h-8 min-w-8 place-items-center rounded-md px-1.5 text-sm font-bold ${TONES[task.tone]}`}
              >
                {formatNumber(task.count, locale)}
              </span>
              <span className="min-w-0 text-[0.9375rem] leading-snug">
                {task.title}
                {task.line ? (
                  <span className="mt-0.5 block text-sm leading-snug text-ink-2">{task.line}</span>
                ) : null}
              </span>
              <a href={task.href} className="inline-flex min-h-10 items-center text-sm font-medium">
                {task.act}
                <span className="sr-only">: {task.title}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
