import { TabsAsLinks } from '@/components/ui/tabs-as-links'
import type { Locale, Words } from '@/lib/shared/locale'

export const associationsBase = (locale: Locale) => `/${locale}/office/associations`

/** The pages of the associations; all of them keep the province that was chosen. */
export function AssociationTabs({
  t,
  locale,
  at,
  province,
}: {
  t: Words
  locale: Locale
  at: '' | '/meetings' | '/calendar' | '/figures'
  /** Its code, where the reader has more than one. */
  province: string | null
}) {
  const kept = province ? `?province=${province}` : ''
  const to = (path: string) => `${associationsBase(locale)}${path}${kept}`
  return (
    <TabsAsLinks
      label={t('associations.tabs.label')}
      current={to(at)}
      tabs={[
        { href: to(''), label: t('associations.tabs.list') },
        { href: to('/meetings'), label: t('associations.tabs.meetings') },
        { href: to('/calendar'), label: t('associations.tabs.calendar') },
        { href: to('/figures'), label: t('associations.tabs.figures') },
      ]}
    />
  )
}
