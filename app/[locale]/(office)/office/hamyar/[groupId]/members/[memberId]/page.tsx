import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { changeMember, leave } from '@/app/_actions/hamyar'
import { Checks } from '@/components/hamyar/checks'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { memberOf } from '@/db/queries/hamyar/group-page'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { CHOSEN_REASONS, GROUP_ROLES } from '@/lib/hamyar/kinds'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { dayTyped, formatDay } from '@/lib/shared/jalali'
import { tehranDay } from '@/lib/shared/tehran'
import { foundGroup } from '../../../../../../_hamyar/found'
import { requireHamyar } from '../../../allowed'
import { chosen, yesNo } from '../../../present'
import { hamyarBase } from '../../../tabs'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; groupId: string; memberId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('hamyar.column.member') }
}

/** One member: what the rule asks of her, what she does in the group, and her leaving. */
export default async function MemberPage({ params }: Props) {
  const { locale: asked, groupId, memberId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  requireHamyar(actor, 'enrol')
  const group = await foundGroup(actor, groupId)
  requirePower(actor, 'enrol', group)
  if (!isUuid(memberId)) notFound()
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const member = await reading(scope, (db) => memberOf(db, scope, { groupId, memberId }))
  if (!member || member.leftOn) notFound()
  const back = `${hamyarBase(locale)}/${groupId}`
  const words = { error: t('words.kind.error'), success: t('words.kind.success') }
  const box = (name: 'isLiterate' | 'isCovered' | 'ableToWork' | 'employed') => ({
    kind: 'select' as const,
    name,
    label: t(`hamyar.field.${name}`),
    start: chosen(member[name]),
    options: yesNo(t).slice(1),
  })
  return (
    <div className="grid max-w-3xl gap-5">
      <PageHead
        title={<bdi>{member.name ?? t('hamyar.unnamed')}</bdi>}
        line={
          <>
            <a href={back}>
              <bdi>{group.nameFa}</bdi>
            </a>{' '}
            · {t('hamyar.joinedOn', { day: formatDay(member.joinedOn, locale, 'long') })}
            {member.personId ? (
              <>
                {' '}
                · <a href={`/${locale}/office/people/${member.personId}`}>{t('picture.person.page')}</a>
              </>
            ) : null}
          </>
        }
      />
      <Card id="facts" title={t('hamyar.column.facts')}>
        <FieldsForm
          action={changeMember}
          hidden={{ memberId, version: String(member.version), back }}
          size="office"
          submit={t('hamyar.save')}
          words={words}
          fields={[box('isLiterate'), box('isCovered'), box('ableToWork'), box('employed')]}
        >
          <Checks
            legend={t('hamyar.column.roles')}
            hint={t('hamyar.hint.roles')}
            name="roles"
            options={GROUP_ROLES.map((value) => ({
              value,
              label: t(`hamyar.role.${value}`),
              on: member.roles.some(({ role, to }) => role === value && to === null),
            }))}
          />
        </FieldsForm>
      </Card>
      <Card id="leave" title={t('hamyar.leaving')}>
        <FieldsForm
          action={leave}
          hidden={{ memberId, back }}
          idPrefix="leave-"
          size="office"
          look="danger"
          submit={t('hamyar.leaveSubmit')}
          words={words}
          fields={[
            {
              kind: 'text',
              name: 'leftOn',
              label: t('hamyar.field.leftOn'),
              start: dayTyped(tehranDay(new Date()), locale),
              ltr: true,
              inputMode: 'numeric',
            },
            {
              kind: 'select',
              name: 'leaveReason',
              label: t('hamyar.field.leaveReason'),
              options: CHOSEN_REASONS.map((value) => ({ value, label: t(`hamyar.leave.${value}`) })),
            },
          ]}
        />
      </Card>
    </div>
  )
}
