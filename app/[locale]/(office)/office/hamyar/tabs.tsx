import { TabsAsLinks } from '@/components/ui/tabs-as-links'
import { type Actor, actorCanSomewhere } from '@/lib/access/actor'
import type { Locale, Words } from '@/lib/shared/locale'

export const hamyarBase = (locale: Locale) => `/${locale}/office/hamyar`

/** The pages of the hamyar groups, each where the reader's grants have it. */
export function HamyarTabs({
  t,
  locale,
  actor,
  at,
}: {
  t: Words
  locale: Locale
  actor: Actor
  at: '' | '/approvals' | '/figures' | '/rule-sets' | '/targets'
}) {
  const base = hamyarBase(locale)
  const may = (power: 'review' | 'record') => actorCanSomewhere(actor, power, 'HAMYAR')
  return (
    <TabsAsLinks
      label={t('hamyar.tabs.label')}
      current={`${base}${at}`}
      tabs={[
        { href: base, label: t('hamyar.tabs.groups') },
        ...(may('record') ? [{ href: `/${locale}/desk`, label: t('hamyar-desk.title') }] : []),
        ...(may('review') ? [{ href: `${base}/approvals`, label: t('hamyar.tabs.approvals') }] : []),
        { href: `${base}/figures`, label: t('hamyar.tabs.figures') },
        { href: `${base}/targets`, label: t('hamyar-desk.revise.tab') },
        { href: `${base}/rule-sets`, label: t('hamyar.tabs.ruleSets') },
      ]}
    />
  )
}
