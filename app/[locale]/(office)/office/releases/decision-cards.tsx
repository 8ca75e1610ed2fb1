import { correct, decideRelease } from '@/app/_actions/releases'
import { SignForm } from '@/components/releases/sign-form'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { Notice } from '@/components/ui/notice'
import { errorSentences } from '@/lib/server/error-sentences'
import type { Locale, Words } from '@/lib/shared/locale'

type Props = { t: Words; locale: Locale; releaseId: string }

/** The second person's answer to a release that waits; what she has to know before it stands above as `children`. */
export async function DecideCard({
  t,
  locale,
  releaseId,
  base,
  mine,
  maySign,
  signing,
  children,
}: Props & {
  base: string
  /** Whether who asks has prepared it herself. */
  mine: boolean
  maySign: boolean
  /** Whether she comes back from her second factor. */
  signing: boolean
  children?: React.ReactNode
}) {
  return (
    <Card title={t('release-desk.decide')} id="decide">
      <div className="grid gap-4">
        {children}
        {mine ? (
          <Notice kind="info" kindLabel={t('words.kind.info')}>
            {t('errors.E-PUB-01')}
          </Notice>
        ) : null}
        {signing ? (
          <Notice kind="info" kindLabel={t('words.kind.info')}>
            {t('second-factor.goOnSigning')}
          </Notice>
        ) : null}
        <SignForm
          releaseId={releaseId}
          base={base}
          maySign={maySign}
          words={{
            sign: t('release-desk.sign'),
            signHint: t('release-desk.signHint'),
            return: t('release-desk.return'),
            reason: t('release-desk.reason'),
            error: t('words.kind.error'),
            fallback: t('errors.E-GEN-09', { requestId: '—' }),
          }}
          errors={await errorSentences(locale, /^E-(PUB|GEN)-/)}
          locale={locale}
          decide={decideRelease}
        />
      </div>
    </Card>
  )
}

/** A correction of what was signed: a sentence beside the figures, which stay as they are. */
export function CorrectionCard({ t, releaseId }: Omit<Props, 'locale'>) {
  return (
    <Card title={t('disclosure.correction.title')} id="correction">
      <p className="mb-3 max-w-measure text-sm text-ink-2">{t('disclosure.correction.line')}</p>
      <FieldsForm
        action={correct}
        hidden={{ releaseId }}
        look="plain"
        idPrefix="correction-"
        fields={[
          { kind: 'text', name: 'textFa', label: t('disclosure.correction.textFa'), required: true },
          {
            kind: 'text',
            name: 'textEn',
            label: t('disclosure.correction.textEn'),
            mark: t('words.optional'),
            ltr: true,
          },
        ]}
        submit={t('disclosure.correction.save')}
        words={{
          error: t('words.kind.error'),
          success: t('words.kind.success'),
          done: t('disclosure.correction.saved'),
        }}
      />
    </Card>
  )
}

/** Why it was given back. */
export const ReturnedNotice = ({ t, reason }: { t: Words; reason: string }) => (
  <Notice kind="warn" kindLabel={t('words.kind.warn')} title={t('release-desk.returned')}>
    <bdi>{reason}</bdi>
  </Notice>
)
