import type { Metadata } from 'next'
import { putWording, takeWordingAway } from '@/app/_actions/outcomes'
import { WordingForm } from '@/components/surveys/wording-form'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { loadedWordings, wordingProvinces } from '@/db/queries/surveys/waves'
import { reading } from '@/db/transaction'
import { actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import { INSTRUMENT_CODES, INSTRUMENTS } from '@/lib/surveys/instruments'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('outcomes.wordings.title') }
}

/** Which instruments there are, whose they are, and whether their words are here. */
export default async function WordingsPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  if (!actorCanSomewhere(actor, 'run', 'RESILIENCE')) requirePower(actor, 'accounts')
  const scope = scopeOf(actor)
  const [t, [wordings, provinces]] = await Promise.all([
    wordsOf(locale),
    reading(
      scope,
      async (db) => [await loadedWordings(db, scope), await wordingProvinces(db, scope)] as const,
    ),
  ])
  const said = { error: t('words.kind.error'), success: t('words.kind.success') }
  return (
    <div className="grid gap-5">
      <PageHead title={t('outcomes.wordings.title')} line={t('outcomes.wordings.line')} />
      <Card id="list" title={t('outcomes.waves.instruments')}>
        <Table
          caption={t('outcomes.waves.instruments')}
          captionHidden
          label={t('outcomes.waves.instruments')}
          roomy
        >
          <thead>
            <tr>
              <HeadCell>{t('outcomes.wordings.instrument')}</HeadCell>
              <HeadCell>{t('outcomes.wordings.whose')}</HeadCell>
              <HeadCell>{t('outcomes.wordings.state')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {INSTRUMENT_CODES.map((code) => {
              const { itemSource, attribution } = INSTRUMENTS[code]
              const own = wordings.filter((one) => one.instrument === code)
              return (
                <tr key={code}>
                  <RowHead>{t(`outcomes.instrument.${code}`)}</RowHead>
                  <Cell>
                    <bdi lang="en">{attribution}</bdi>
                  </Cell>
                  <Cell>
                    {itemSource === 'BUILT_IN'
                      ? t('outcomes.wordings.builtIn')
                      : own.length === 0
                        ? t('outcomes.wordings.missing')
                        : own.map((one) => (
                            <div key={one.wordingId} className="grid gap-1">
                              <p>
                                {t('outcomes.wordings.loaded', {
                                  language: t(`outcomes.wordings.language.${one.language}`),
                                  day: formatDay(one.loadedOn, locale, 'long'),
                                  source: one.source,
                                  licence: one.licence,
                                })}
                              </p>
                              <FieldsForm
                                action={takeWordingAway}
                                hidden={{ wordingId: one.wordingId }}
                                idPrefix={`${one.wordingId}-`}
                                look="quiet"
                                fields={[]}
                                submit={t('outcomes.wordings.remove', {
                                  language: t(`outcomes.wordings.language.${one.language}`),
                                })}
                                words={{ ...said, done: t('outcomes.wordings.removed') }}
                              />
                            </div>
                          ))}
                  </Cell>
                </tr>
              )
            })}
          </tbody>
        </Table>
      </Card>
      {provinces.length > 0 ? (
        <Card id="load" title={t('outcomes.wordings.load')}>
          <WordingForm
            action={putWording}
            provinces={provinces.map((one) => ({
              value: one.provinceId,
              label: locale === 'fa' ? one.nameFa : one.nameEn,
            }))}
            words={{
              province: t('outcomes.wordings.province'),
              file: t('outcomes.wordings.file'),
              hint: t('outcomes.wordings.fileHint'),
              submit: t('outcomes.wordings.submit'),
              done: t('outcomes.wordings.done'),
              ...said,
            }}
          />
        </Card>
      ) : null}
    </div>
  )
}
