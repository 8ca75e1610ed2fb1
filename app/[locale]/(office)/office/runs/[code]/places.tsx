import { changeCohortPlan, setAudience } from '@/app/_actions/run-setup'
import { UploadForm } from '@/components/people/upload-form'
import { CohortTable } from '@/components/programmes/cohort-table'
import { Card } from '@/components/ui/card'
import { FieldsForm, type FieldsFormProps } from '@/components/ui/fields-form'
import { Notice } from '@/components/ui/notice'
import { AUDIENCES } from '@/lib/programmes/set-up'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { cohortRow, cohortWords } from '../../cohorts/present'
import { codeSentence } from '../../people/import/sentence'
import { placeForm, type Setup } from './forms'

export type PlacesAsked = { refused?: string; made?: string; left?: string }
const SUMMARY = 'min-h-11 py-2 font-semibold text-lapis'

/** The neighbourhoods of a run and their groups: from a file, from an earlier run, or one by one. */
export function Places({ all, asked }: { all: Setup; asked: PlacesAsked }) {
  const { t, locale, run, setup } = all
  const made = /^\d+$/.test(asked.made ?? '') ? Number(asked.made) : null
  const count = (value: number) => formatNumber(value, locale)
  const refused = asked.refused && /^[\w-]{1,40}$/.test(asked.refused) ? asked.refused : null
  return (
    <Card id="places" title={t('runs.setup.places')}>
      <div className="grid gap-5">
        {made === null ? null : (
          <Notice kind="success" kindLabel={t('words.kind.success')}>
            {t('runs.setup.made', { taken: count(made), left: count(Number(asked.left) || 0) })}
          </Notice>
        )}
        {setup.cohorts.length === 0 ? (
          <p className="text-ink-2">{t('runs.setup.noPlaces')}</p>
        ) : (
          <CohortTable
            rows={setup.cohorts.map((line) => cohortRow(line, run.code, t, locale))}
            words={cohortWords(t)}
          />
        )}
        <div className="grid gap-1">
          {setup.otherRuns.length > 0 ? (
            <p>
              <a
                href={`/${locale}/office/runs/${run.code}/copy`}
                className="inline-flex min-h-11 items-center font-semibold"
              >
                {t('run-setup.copy.link')}
              </a>
            </p>
          ) : null}
          <details open={refused !== null || setup.cohorts.length === 0}>
            <summary className={SUMMARY}>{t('runs.setup.byFile')}</summary>
            <UploadForm
              action={`/${locale}/office/people/import/upload`}
              kind="PLACES"
              runId={run.runId}
              runCode={run.code}
              refused={refused ? codeSentence(t, locale, refused) : null}
              words={{
                file: t('runs.setup.placesFile'),
                fileHint: t('runs.setup.placesHint'),
                submit: t('runs.setup.readFile'),
                refused: t('people.import.refused'),
                error: t('words.kind.error'),
              }}
            />
          </details>
          <details>
            <summary className={SUMMARY}>{t('runs.setup.byHand')}</summary>
            <FieldsForm {...placeForm(all)} />
          </details>
          <details>
            <summary className={SUMMARY}>
              {t('run-setup.audience.title', { audience: t(`runs.setup.audiences.${setup.audience}`) })}
            </summary>
            <p className="mb-3 max-w-measure text-sm text-ink-2">{t('run-setup.audience.line')}</p>
            <FieldsForm {...audienceForm(all)} />
          </details>
          {setup.cohorts.some(({ status }) => status === 'PLANNED' || status === 'FORMING') ? (
            <details open={setup.trap !== null}>
              <summary className={SUMMARY}>{t('run-setup.size.title')}</summary>
              <FieldsForm {...sizeForm(all)} />
            </details>
          ) : null}
        </div>
      </div>
    </Card>
  )
}

const audiences = ({ t }: Setup) =>
  AUDIENCES.map((value) => ({ value, label: t(`runs.setup.audiences.${value}`) }))
const words = ({ t }: Setup, done: string) => ({
  error: t('words.kind.error'),
  success: t('words.kind.success'),
  done,
})

function audienceForm(all: Setup): FieldsFormProps {
  const { t, run, setup } = all
  return {
    action: setAudience,
    hidden: { runId: run.runId, version: String(setup.version) },
    columns: 2,
    idPrefix: 'run-',
    look: 'plain',
    submit: t('run-setup.audience.submit'),
    words: words(all, t('run-setup.audience.done')),
    fields: [
      {
        kind: 'select',
        name: 'audience',
        label: t('runs.setup.audience'),
        start: setup.audience,
        options: audiences(all),
      },
    ],
  }
}

function sizeForm(all: Setup): FieldsFormProps {
  const { t, locale, setup } = all
  const open = setup.cohorts.filter(({ status }) => status === 'PLANNED' || status === 'FORMING')
  const target = setup.targetRules.find(({ key }) => key === 'COHORT_TARGET_SIZE')?.value ?? 25
  return {
    action: changeCohortPlan,
    columns: 3,
    idPrefix: 'size-',
    look: 'plain',
    submit: t('run-setup.size.submit'),
    words: words(all, t('run-setup.size.done')),
    fields: [
      {
        kind: 'select',
        name: 'cohortId',
        label: t('runs.setup.group'),
        options: open.map((one) => ({
          value: one.cohortId,
          label: t('run-setup.size.option', {
            place: locale === 'fa' ? one.placeFa : one.placeEn,
            size: formatNumber(one.targetSize, locale),
            audience: t(`runs.setup.audiences.${one.audience}`),
          }),
        })),
      },
      {
        kind: 'text',
        name: 'targetSize',
        label: t('run-setup.size.people'),
        start: localDigits(String(target), locale),
        ltr: true,
        inputMode: 'numeric',
        required: true,
      },
      {
        kind: 'select',
        name: 'audience',
        label: t('runs.setup.audience'),
        start: setup.audience,
        options: audiences(all),
      },
    ],
  }
}
