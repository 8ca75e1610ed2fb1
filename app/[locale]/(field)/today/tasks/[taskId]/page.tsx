import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { signOut } from '@/app/_actions/access'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { readTask } from '../../../../_follow-up/read-task'
import { TaskSheet } from '../../../../_follow-up/task-sheet'
import { FieldFrame } from '../../field-frame'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; taskId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('follow-up.tasks.title') }
}

export default async function FieldTaskPage({ params }: Props) {
  const { locale: asked, taskId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  if (!isUuid(taskId)) notFound()
  const found = await readTask(actor, taskId, '')
  if (!found) notFound()
  const t = await wordsOf(locale)
  return (
    <FieldFrame t={t} locale={locale} actor={actor} signOut={signOut}>
      <TaskSheet t={t} locale={locale} {...found} mayPlan={false} at="field" />
    </FieldFrame>
  )
}
