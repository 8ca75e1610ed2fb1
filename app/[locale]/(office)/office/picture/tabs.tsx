import { TabsAsLinks } from '@/components/ui/tabs-as-links'
import { type Actor, actorCanInCounty } from '@/lib/access/actor'
import type { Locale, Words } from '@/lib/shared/locale'

export const pictureBase = (locale: Locale) => `/${locale}/office/picture`

/** Whether the picture is the reader's: she works over a county or more, not in single groups. */
export const seesPicture = (actor: Actor): boolean => actorCanInCounty(actor, 'see')

type Props = { t: Words; locale: Locale; actor: Actor; at: '' | '/referrals' }

export function PictureTabs({ t, locale, actor, at }: Props) {
  const base = pictureBase(locale)
  return (
    <TabsAsLinks
      label={t('picture.tabs.label')}
      current={`${base}${at}`}
      tabs={[
        ...(seesPicture(actor) ? [{ href: base, label: t('picture.tabs.coverage') }] : []),
        { href: `${base}/referrals`, label: t('picture.tabs.referrals') },
      ]}
    />
  )
}
