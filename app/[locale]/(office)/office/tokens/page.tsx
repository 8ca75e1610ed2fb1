import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { endToken, makeToken } from '@/app/_actions/tokens'
import { AnswerForm } from '@/components/access/answer-form'
import { TokenForm } from '@/components/access/token-form'
import { Card } from '@/components/ui/card'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { ownTokens, type TokenLine } from '@/db/queries/api-token'
import { reading } from '@/db/transaction'
import { actorCanInCounty, scopeOf } from '@/lib/access/actor'
import { TOKEN_DAYS, TOKEN_EXPORT_NAMES, TOKEN_EXPORTS } from '@/lib/access/api-token'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { linkWords } from '@/lib/server/link-words'
import { requireStepUp } from '@/lib/server/step-up'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('tokens.title') }
}

/** The tokens by which other programs take exports in the reader's name. */
export default async function TokensPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  const allowed = TOKEN_EXPORT_NAMES.filter((name) =>
    actorCanInCounty(actor, TOKEN_EXPORTS[name], 'RESILIENCE'),
  )
  if (allowed.length === 0) notFound()
  await requireStepUp(actor, `/${locale}/office/tokens`)
  const scope = scopeOf(actor)
  const [t, tokens] = await Promise.all([wordsOf(locale), reading(scope, (db) => ownTokens(db, scope))])
  const kinds = { error: t('words.kind.error'), success: t('words.kind.success') }
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('tokens.title')}
        line={t('tokens.line')}
        actions={<a href="/api/office/v1/openapi.json">{t('tokens.description')}</a>}
      />
      <Card id="new" title={t('tokens.new')}>
        <p className="mb-4 max-w-measure text-sm text-ink-2">{t('tokens.newLine')}</p>
        <TokenForm
          action={makeToken}
          fields={[
            {
              kind: 'text',
              name: 'name',
              label: t('tokens.name'),
              hint: t('tokens.nameHint'),
              maxLength: 60,
            },
            {
              kind: 'checks',
              name: 'exports',
              label: t('tokens.exports'),
              options: allowed.map((name) => ({ value: name, label: t(`tokens.export.${name}`) })),
            },
            {
              kind: 'select',
              name: 'days',
              label: t('tokens.days'),
              start: String(TOKEN_DAYS[0]),
              options: TOKEN_DAYS.map((days) => ({
                value: String(days),
                label: t('tokens.daysCount', { days: formatNumber(days, locale) }),
              })),
            },
          ]}
          submit={t('tokens.make')}
          words={kinds}
          shown={{
            ...linkWords(t, 'tokens.shownLine'),
            linkTitle: t('tokens.shown'),
            link: t('tokens.token'),
            copy: t('tokens.copy'),
          }}
        />
      </Card>
      {tokens.length > 0 ? (
        <Card id="list" title={t('tokens.list')}>
          <List tokens={tokens} t={t} locale={locale} kinds={kinds} />
        </Card>
      ) : null}
    </div>
  )
}

type ListProps = { tokens: TokenLine[]; t: Words; locale: Locale; kinds: { error: string; success: string } }

function List({ tokens, t, locale, kinds }: ListProps) {
  return (
    <Table caption={t('tokens.list')} captionHidden label={t('tokens.list')} roomy>
      <thead>
        <tr>
          {['name', 'exports', 'until', 'usedOn', 'act'].map((head) => (
            <HeadCell key={head}>{t(`tokens.${head}`)}</HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {tokens.map(({ id, name, exports, expiresDay, usedOn, stands }) => (
          <tr key={id}>
            <RowHead>
              <bdi>{name}</bdi>
            </RowHead>
            <Cell>{exports.map((one) => t(`tokens.export.${one}`)).join(t('words.listComma'))}</Cell>
            <Cell>{formatDay(expiresDay, locale, 'numeric')}</Cell>
            <Cell>{usedOn ? formatDay(usedOn, locale, 'numeric') : t('tokens.never')}</Cell>
            <Cell>
              {stands ? (
                <AnswerForm
                  action={endToken}
                  hidden={{ tokenId: id }}
                  submit={t('tokens.revoke')}
                  look="plain"
                  inline
                  words={kinds}
                />
              ) : (
                t('tokens.ended')
              )}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
