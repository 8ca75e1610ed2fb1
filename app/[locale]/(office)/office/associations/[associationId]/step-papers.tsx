import { removeSessionPicture } from '@/app/_actions/files'
import { AnswerForm } from '@/components/access/answer-form'
import { Button } from '@/components/ui/button'
import { boxLook } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import type { PaperLine } from '@/db/queries/files/pictures'
import { LARGEST_MB, MOST_PICTURES } from '@/lib/files/picture'
import { sentenceOf } from '@/lib/server/said'
import { formatNumber } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'
import { on, type Told } from '../present'

type Props = {
  told: Told
  associationId: string
  stepId: string
  name: string
  papers: PaperLine[]
  may: boolean
}

/** The papers of one step, to be looked at, added and removed; a step without one says so. A plain form, so that it works without scripts. */
export function StepPapers({ told, associationId, stepId, name, papers, may }: Props) {
  const { t, locale } = told
  const number = (n: number) => formatNumber(n, locale)
  const kilobytes = (size: number) => Math.max(1, Math.round(size / 1024))
  const field = `paper-${stepId}`
  return (
    <div className="grid gap-1 text-sm">
      {papers.length === 0 ? (
        <p className="text-saffron-ink">{t('association-papers.none')}</p>
      ) : (
        <ul className="grid gap-1">
          {papers.map((paper, i) => (
            <li key={paper.fileId} className="flex flex-wrap items-center gap-x-3">
              <a
                href={`/${locale}/pictures/${paper.fileId}`}
                target="_blank"
                rel="noreferrer"
                className="inline-flex min-h-11 items-center"
              >
                {t('association-papers.paper', { number: number(i + 1), step: name })}
              </a>
              <span className="text-ink-2">
                {t('association-papers.line', {
                  kind: t(`association-papers.kind.${paper.mime === 'application/pdf' ? 'pdf' : 'picture'}`),
                  size: number(kilobytes(paper.size)),
                  day: on(tehranDay(paper.at), told),
                })}
              </span>
              {may ? (
                <AnswerForm
                  action={removeSessionPicture}
                  hidden={{ fileId: paper.fileId }}
                  submit={t('association-papers.remove')}
                  words={{ error: t('words.kind.error'), success: t('words.kind.success') }}
                  look="quiet"
                  inline
                />
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {may && papers.length < MOST_PICTURES ? (
        <details>
          <summary className="inline-flex min-h-11 items-center text-lapis">
            {t('association-papers.add')}
            <span className="sr-only"> – {name}</span>
          </summary>
          <form
            action={`/${locale}/pictures?${new URLSearchParams({ step: stepId, association: associationId })}`}
            method="post"
            encType="multipart/form-data"
            className="grid max-w-xl gap-2 py-2"
          >
            <label htmlFor={field} className="font-semibold">
              {t('association-papers.file')}
            </label>
            <p id={`${field}-hint`} className="text-ink-2">
              {t('association-papers.hint', { max: number(LARGEST_MB) })}
            </p>
            <input
              id={field}
              name="file"
              type="file"
              required
              accept="application/pdf,image/jpeg,image/png,image/webp"
              aria-describedby={`${field}-hint`}
              className={`${boxLook('office', false)} py-1.5 text-sm file:me-3 file:min-h-8 file:rounded-md file:border file:border-edge file:bg-sunk file:px-3 file:font-semibold file:text-ink`}
            />
            <div>
              <Button type="submit">{t('association-papers.submit')}</Button>
            </div>
          </form>
        </details>
      ) : null}
    </div>
  )
}

/** Why the last paper was not kept. */
export function PaperRefused({ told: { t, locale }, code }: { told: Told; code: string | undefined }) {
  if (!code || !/^E-(FIL-0[13]|OUT-02|SA-06|GEN-0[1249])$/.test(code)) return null
  const max = code === 'E-FIL-01' ? LARGEST_MB : MOST_PICTURES
  return (
    <div className="mb-3">
      <Notice kind="error" kindLabel={t('words.kind.error')} live>
        {sentenceOf(t, code, { max, requestId: '—' }, locale)}
      </Notice>
    </div>
  )
}
