import { chooseSign } from '@/app/_actions/signs'
import { SignPicker } from '@/components/people/sign-picker'
import { Card } from '@/components/ui/card'
import type { MemberSign } from '@/db/queries/people/signs'
import { COLOURS, type ColourCode, freeSign, SYMBOLS, type SymbolCode, signKey } from '@/lib/people/symbol'
import type { Words } from '@/lib/shared/locale'

/** A member's sign and the choice of another; the same on her facilitator's phone and on the office's page. */
export function SignCard({ t, member }: { t: Words; member: MemberSign }) {
  const own = member.sign ? signKey(member.sign) : null
  const taken = member.taken.filter((one) => signKey(one) !== own)
  const start = member.sign ?? freeSign(taken)
  return (
    <Card id="sign" title={t('signs.title')}>
      <p className="mb-4 text-sm text-ink-2">{t(member.open ? 'signs.line' : 'signs.closed')}</p>
      {member.open && start ? (
        <SignPicker
          action={chooseSign}
          hidden={{ enrolmentId: member.enrolmentId, version: String(member.version) }}
          start={start}
          taken={taken}
          words={{
            symbol: t('signs.symbolLabel'),
            colour: t('signs.colourLabel'),
            taken: t('signs.taken'),
            save: t('signs.save'),
            saved: t('signs.saved'),
            error: t('words.kind.error'),
            success: t('words.kind.success'),
            symbols: Object.fromEntries(SYMBOLS.map((one) => [one, t(`signs.symbol.${one}`)])) as Record<
              SymbolCode,
              string
            >,
            colours: Object.fromEntries(COLOURS.map((one) => [one, t(`signs.colour.${one}`)])) as Record<
              ColourCode,
              string
            >,
          }}
        />
      ) : null}
    </Card>
  )
}
