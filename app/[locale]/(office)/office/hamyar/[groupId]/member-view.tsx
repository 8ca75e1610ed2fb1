import type { MemberView } from '@/components/hamyar/member-list'
import { Badge } from '@/components/ui/badge'
import type { MemberLine } from '@/db/queries/hamyar/group-page'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import type { Told } from '../present'

/** A member in words: who she is to whoever may know it, and what the rule asks of her. */
export function memberView({ t, locale, hrefOf }: Told & { hrefOf: (memberId: string) => string | null }) {
  return (one: MemberLine): MemberView => {
    const roles = one.roles
      .filter(({ to }) => to === null || one.leftOn !== null)
      .map(({ role }) => t(`hamyar.role.${role}`))
    const category = t(`hamyar.category.${one.category}`)
    const age = t('hamyar.age', { count: formatNumber(one.ageAtJoin, locale) })
    const stay = one.leftOn
      ? t('hamyar.stay', {
          from: formatDay(one.joinedOn, locale, 'numeric'),
          to: formatDay(one.leftOn, locale, 'numeric'),
          reason: t(`hamyar.leave.${one.leaveReason}`),
        })
      : formatDay(one.joinedOn, locale, 'numeric')
    const held = roles.length > 0 ? roles.join(t('words.listComma')) : t('words.none')
    const wants = [
      one.minor && one.leftOn === null ? t('hamyar-desk.minor') : null,
      one.isLiterate ? null : t('hamyar.not.literate'),
      one.isCovered ? null : t('hamyar.not.covered'),
      one.ableToWork ? null : t('hamyar.not.able'),
      one.local ? null : t('hamyar.not.local'),
    ].filter((want) => want !== null)
    return {
      key: one.memberId,
      name: one.name ?? t('hamyar.unnamed'),
      href: one.leftOn ? null : hrefOf(one.memberId),
      line: [category, age, stay, ...roles].join(' · '),
      cells: [category, age, stay, held],
      facts: (
        <span className="inline-flex flex-wrap gap-1">
          {wants.map((want) => (
            <Badge key={want} tone={want === t('hamyar.not.literate') ? 'neutral' : 'late'}>
              {want}
            </Badge>
          ))}
          {wants.length === 0 ? <Badge tone="done">{t('hamyar.allHold')}</Badge> : null}
        </span>
      ),
    }
  }
}
