import { giveAllSigns } from '@/app/_actions/signs'
import { SignList } from '@/components/people/sign-list'
import { FieldsForm } from '@/components/ui/fields-form'
import type { SignedMember } from '@/db/queries/people/signs'
import { signName } from '@/lib/people/symbol'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

type Props = {
  t: Words
  locale: Locale
  cohortId: string
  members: SignedMember[]
  /** The address before a member's own page; null where nothing changes any more. */
  base: string | null
}

/** The signs of a group, with one button for those who have none. */
export function GroupSigns({ t, locale, cohortId, members, base }: Props) {
  const without = members.filter(({ sign }) => !sign).length
  return (
    <div className="grid gap-3">
      <p className="text-sm text-ink-2">{t('signs.line')}</p>
      {without > 0 && base ? (
        <div className="grid gap-2">
          <p>{t('signs.giveLine', { n: formatNumber(without, locale) })}</p>
          <FieldsForm
            action={giveAllSigns}
            hidden={{ cohortId }}
            idPrefix={`signs-${cohortId}-`}
            look="plain"
            fields={[]}
            submit={t('signs.give')}
            words={{ error: t('words.kind.error'), success: t('words.kind.success'), done: t('signs.saved') }}
          />
        </div>
      ) : null}
      <SignList
        people={members.map(({ enrolmentId, row, name, sign }) => ({
          key: enrolmentId,
          row: formatNumber(row, locale),
          name,
          symbol: sign?.symbol ?? null,
          colour: sign?.colour ?? null,
          sign: sign ? signName(t, sign) : t('signs.none'),
          href: base && `${base}/${enrolmentId}`,
          label: t(sign ? 'signs.changeOf' : 'signs.chooseOf', { name }),
          act: t(sign ? 'signs.change' : 'signs.choose'),
        }))}
      />
    </div>
  )
}
