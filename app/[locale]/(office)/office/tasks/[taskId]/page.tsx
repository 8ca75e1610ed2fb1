import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { readTask } from '../../../../_follow-up/read-task'
import { TaskSheet } from '../../../../_follow-up/task-sheet'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; taskId: string }>; searchParams: Promise<{ q?: string }> }

// No name in the title: titles stay in a browser's history.
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('follow-up.tasks.title') }
}

export default async function TaskPageRoute({ params, searchParams }: Props) {
  const { locale: asked, taskId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  requirePower(actor, 'marks')
  if (!isUuid(taskId)) notFound()
  const { q = '' } = await searchParams
  const found = await readTask(actor, taskId, String(q).slice(0, 60))
  if (!found) notFound()
  return <TaskSheet t={await wordsOf(locale)} locale={locale} {...found} at="office" />
}
