import { TabsAsLinks } from '@/components/ui/tabs-as-links'
import type { Locale, Words } from '@/lib/shared/locale'

export const charitiesBase = (locale: Locale) => `/${locale}/office/charities`
const TABS = [
  ['', 'needs'],
  ['/providers', 'providers'],
  ['/agreements', 'agreements'],
  ['/catalogue', 'catalogue'],
  ['/meetings', 'meetings'],
  ['/figures', 'figures'],
] as const

/** The pages of the programme. */
export function CharityTabs({ t, locale, at }: { t: Words; locale: Locale; at: (typeof TABS)[number][0] }) {
  const base = charitiesBase(locale)
  return (
    <TabsAsLinks
      label={t('charities.tabs.label')}
      current={`${base}${at}`}
      tabs={TABS.map(([path, label]) => ({ href: `${base}${path}`, label: t(`charities.tabs.${label}`) }))}
    />
  )
}
