import { TabsAsLinks } from '@/components/ui/tabs-as-links'
import type { Locale, Words } from '@/lib/shared/locale'

export const charitiesBase = (locale: Locale) => `/${locale}/office/charities`
const TABS = [
  ['', 'needs'],
  ['/providers', 'providers'],
  ['/agreements', 'agreements'],
  ['/catalogue', 'catalogue'],
  ['/meetings', 'meetings'],
  ['/pledges', 'pledges'],
  ['/complaints', 'complaints'],
  ['/figures', 'figures'],
] as const
/** For who works with charities, not for who looks on: they hold benefactors' names and clients' words. */
const WORKS: readonly string[] = ['/pledges', '/complaints']
type Props = { t: Words; locale: Locale; at: (typeof TABS)[number][0]; works: boolean }

/** The pages of the programme. */
export function CharityTabs({ t, locale, at, works }: Props) {
  const base = charitiesBase(locale)
  return (
    <TabsAsLinks
      label={t('charities.tabs.label')}
      current={`${base}${at}`}
      tabs={TABS.filter(([path]) => works || !WORKS.includes(path)).map(([path, label]) => ({
        href: `${base}${path}`,
        label: t(`charities.tabs.${label}`),
      }))}
    />
  )
}
