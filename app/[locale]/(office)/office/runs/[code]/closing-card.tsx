import { beginClosing, closeRun } from '@/app/_actions/closing'
import { figureText } from '@/components/indicators/figure-text'
import { ClosingChecklist } from '@/components/programmes/closing-checklist'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { Notice } from '@/components/ui/notice'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { type RunFrozen, runEnd, runFrozen } from '@/db/queries/programmes/run-closing'
import { reading } from '@/db/transaction'
import { type Actor, actorCan, scopeOf } from '@/lib/access/actor'
import type { Place } from '@/lib/access/policy'
import { momentText } from '@/lib/access/present'
import { indicatorOf } from '@/lib/indicators/catalogue'
import { type FrozenFigure, keptValue } from '@/lib/indicators/frozen'
import { checkRunEnd, RUN_ENDS, type RunEnd, type RunEndKey } from '@/lib/programmes/closing'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { ruleSentence, shownValue } from '../../indicators/present'

type Run = Place & { runId: string; status: string; version: number }
type Props = { t: Words; locale: Locale; actor: Actor; run: Run }

/** A run's end: begun, then closed when nothing is left open; afterwards its final figures with date and hash. */
export async function RunClosingCard({ t, locale, actor, run }: Props) {
  if (!['STEP2_RUNNING', 'CLOSING', 'CLOSED'].includes(run.status) || !actorCan(actor, 'run', run))
    return null
  const scope = scopeOf(actor)
  const { end, kept } = await reading(scope, async (db) => ({
    end: await runEnd(db, scope, run.runId),
    kept: await runFrozen(db, scope, run.runId),
  }))
  if (run.status === 'CLOSED') return kept ? <Final t={t} locale={locale} kept={kept} /> : null
  const form = {
    hidden: { runId: run.runId, version: String(run.version) },
    words: { error: t('words.kind.error'), success: t('words.kind.success') },
  }
  return (
    <Card id="closing" title={t('closing.run.title')}>
      <div className="grid gap-4">
        <Conditions t={t} locale={locale} end={end} />
        {run.status === 'STEP2_RUNNING' ? (
          <>
            <p className="text-sm text-ink-2">{t('closing.run.beginLine')}</p>
            <FieldsForm
              {...form}
              action={beginClosing}
              idPrefix="begin-closing-"
              look="plain"
              submit={t('closing.run.begin')}
              fields={[]}
            />
          </>
        ) : checkRunEnd(end).ok ? (
          <FieldsForm
            {...form}
            action={closeRun}
            idPrefix="close-run-"
            submit={t('closing.run.submit')}
            fields={[{ kind: 'check', name: 'confirm', label: t('closing.run.confirm'), required: true }]}
          />
        ) : (
          <p className="text-sm text-ink-2">{t('closing.run.notYet')}</p>
        )}
      </div>
    </Card>
  )
}

function Conditions({ t, locale, end }: { t: Words; locale: Locale; end: RunEnd }) {
  const keys = Object.keys(RUN_ENDS) as RunEndKey[]
  return (
    <ClosingChecklist
      label={t('closing.conditions')}
      conditions={keys.map((key) => ({
        key,
        label: t(`closing.run.condition.${key}`),
        value: formatNumber(end[key], locale),
        met: end[key] === 0,
        state: t(end[key] === 0 ? 'closing.met' : 'closing.unmet'),
      }))}
    />
  )
}

function Final({ t, locale, kept }: { t: Words; locale: Locale; kept: RunFrozen }) {
  const { frozen, closedAt, hash, holds } = kept
  return (
    <Card
      id="closing"
      title={t('closing.run.final')}
      aside={t('closing.run.frozenAt', { at: momentText(closedAt.getTime(), locale) })}
    >
      <div className="grid gap-4">
        <Table caption={t('closing.run.final')} captionHidden label={t('closing.run.final')} dense>
          <thead>
            <tr>
              <HeadCell>{t('indicators.indicator')}</HeadCell>
              <HeadCell numeric>{t('closing.run.value')}</HeadCell>
              <HeadCell numeric>{t('indicators.target')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {frozen.figures.map((figure) => (
              <FinalLine key={figure.code} t={t} locale={locale} figure={figure} />
            ))}
          </tbody>
        </Table>
        <p className="text-sm text-ink-2">{ruleSentence(frozen.completion, t, locale)}</p>
        {holds ? null : (
          <Notice kind="error" kindLabel={t('words.kind.error')}>
            {t('closing.run.broken')}
          </Notice>
        )}
        <p className="text-sm text-ink-2">
          {t('closing.run.hash')}{' '}
          <bdi dir="ltr" className="font-mono text-xs break-all">
            {hash}
          </bdi>
        </p>
      </div>
    </Card>
  )
}

function FinalLine({ t, locale, figure }: { t: Words; locale: Locale; figure: FrozenFigure }) {
  const { unit } = indicatorOf(figure.code)
  return (
    <tr>
      <RowHead>
        {t(`indicators.names.${figure.code}`)}{' '}
        <bdi className="text-xs whitespace-nowrap text-ink-3">{figure.code}</bdi>
      </RowHead>
      <Cell numeric className="font-semibold">
        {figureText(keptValue(figure), unit, t, locale)}
        {unit === 'share' ? (
          <span className="block text-xs font-normal text-ink-2">
            {t('words.of', {
              value: formatNumber(figure.numerator, locale),
              target: formatNumber(figure.denominator ?? 0, locale),
            })}
          </span>
        ) : null}
      </Cell>
      <Cell numeric>{figureText(shownValue(figure.code, figure.target), unit, t, locale)}</Cell>
    </tr>
  )
}
