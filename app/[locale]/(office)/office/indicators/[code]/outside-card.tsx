import { strikeOutside } from '@/app/_actions/figures'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { boxLook, Field } from '@/components/ui/field'
import { FieldsForm } from '@/components/ui/fields-form'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { OutsideFigure } from '@/db/queries/indicators/outside-figures'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, readerDigits } from '@/lib/shared/number'

type Props = {
  t: Words
  locale: Locale
  run: { code: string; runId: string; today: string }
  figures: OutsideFigure[]
  counties: { placeId: string; fa: string; en: string }[]
  mayEnter: boolean
  /** The sentence of why the last one was refused; and whether one was kept. */
  refused: string | null
  kept: boolean
}

/** Statistics from outside the plan, entered by hand with their source: to read, to add, to strike out. */
export function OutsideCard(props: Props) {
  const { t, figures, mayEnter, refused, kept } = props
  return (
    <>
      <Notice kind="info" kindLabel={t('words.kind.info')}>
        {t('indicator-catalogue.outside.notOurs')}
      </Notice>
      {refused ? (
        <Notice kind="error" kindLabel={t('words.kind.error')}>
          {refused}
        </Notice>
      ) : null}
      {kept ? (
        <Notice kind="success" kindLabel={t('words.kind.success')}>
          {t('indicator-catalogue.outside.kept')}
        </Notice>
      ) : null}
      <Card id="outside" title={t('indicator-catalogue.outside.list')}>
        {figures.length === 0 ? (
          <p className="text-ink-2">{t('indicator-catalogue.outside.none')}</p>
        ) : (
          <List {...props} />
        )}
      </Card>
      {mayEnter ? <Entry {...props} /> : null}
    </>
  )
}

function List({ t, locale, figures, mayEnter }: Props) {
  const word = (key: string) => t(`indicator-catalogue.outside.${key}`)
  return (
    <Table caption={word('caption')} captionHidden label={word('caption')} dense roomy>
      <thead>
        <tr>
          <HeadCell>{word('county')}</HeadCell>
          <HeadCell>{word('what')}</HeadCell>
          <HeadCell>{word('day')}</HeadCell>
          <HeadCell numeric>{word('value')}</HeadCell>
          <HeadCell>{word('source')}</HeadCell>
          {mayEnter ? <HeadCell>{word('act')}</HeadCell> : null}
        </tr>
      </thead>
      <tbody>
        {figures.map((one) => (
          <tr key={one.figureId} className={one.struckReason ? 'text-ink-2' : ''}>
            <Cell>{locale === 'fa' ? one.countyFa : one.countyEn}</Cell>
            <RowHead>
              <bdi className={one.struckReason ? 'line-through' : ''}>{one.title}</bdi>
              {one.struckReason ? (
                <span className="block text-xs">
                  {t('indicator-catalogue.outside.struckIs', {
                    reason: one.struckReason,
                    by: one.struckBy ?? t('words.none'),
                  })}
                </span>
              ) : null}
            </RowHead>
            <Cell className="whitespace-nowrap">{formatDay(one.day, locale, 'numeric')}</Cell>
            <Cell numeric className={one.struckReason ? 'line-through' : 'font-semibold'}>
              <bdi>
                {formatNumber(one.value, locale)} {one.unit}
              </bdi>
            </Cell>
            <Cell>
              <bdi>{readerDigits(one.source, locale)}</bdi>
              <span className="block text-xs text-ink-2">
                {one.mime ? (
                  <a href={`/${locale}/office/indicators/outside/${one.figureId}`}>{word('seePaper')}</a>
                ) : (
                  word('noPaper')
                )}{' '}
                · <bdi>{one.by ?? t('words.none')}</bdi>
              </span>
            </Cell>
            {mayEnter ? (
              <Cell>
                {one.struckReason ? (
                  <Badge tone="broken">{word('struck')}</Badge>
                ) : (
                  <details>
                    <summary className="min-h-11 py-2 text-lapis">{word('strike')}</summary>
                    <FieldsForm
                      action={strikeOutside}
                      hidden={{ figureId: one.figureId }}
                      idPrefix={`${one.figureId}-`}
                      look="plain"
                      submit={word('strike')}
                      words={{ error: t('words.kind.error'), success: t('words.kind.success') }}
                      fields={[{ kind: 'text', name: 'reason', label: word('reason'), required: true }]}
                    />
                  </details>
                )}
              </Cell>
            ) : null}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Entry({ t, locale, run, counties }: Props) {
  const word = (key: string) => t(`indicator-catalogue.outside.${key}`)
  return (
    <Card id="enter" title={word('add')}>
      <form
        method="post"
        action={`/${locale}/office/indicators/outside?run=${run.code}`}
        encType="multipart/form-data"
        className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-3"
      >
        <Select
          id="statistic-countyId"
          name="countyId"
          label={word('county')}
          options={counties.map((one) => ({ value: one.placeId, label: one[locale] }))}
        />
        <Field
          id="statistic-title"
          name="title"
          label={word('what')}
          hint={word('whatHint')}
          required
          maxLength={200}
        />
        <Field
          id="statistic-day"
          name="day"
          label={word('day')}
          dir="ltr"
          className="rtl:text-end"
          inputMode="numeric"
          placeholder={formatDay(run.today, locale, 'numeric')}
          required
        />
        <Field
          id="statistic-value"
          name="value"
          label={word('value')}
          dir="ltr"
          className="rtl:text-end"
          inputMode="decimal"
          required
        />
        <Field
          id="statistic-unit"
          name="unit"
          label={word('unit')}
          hint={word('unitHint')}
          required
          maxLength={60}
        />
        <Field
          id="statistic-source"
          name="source"
          label={word('source')}
          hint={word('sourceHint')}
          required
          maxLength={300}
        />
        <label className="grid gap-1 sm:col-span-2" htmlFor="statistic-file">
          <span className="text-sm font-semibold">
            {word('paper')} <span className="font-normal text-ink-2">({t('words.optional')})</span>
          </span>
          <input
            id="statistic-file"
            name="file"
            type="file"
            accept="application/pdf,image/jpeg,image/png,image/webp"
            className={boxLook('office', false)}
          />
        </label>
        <div>
          <Button type="submit">{word('submit')}</Button>
        </div>
      </form>
    </Card>
  )
}
