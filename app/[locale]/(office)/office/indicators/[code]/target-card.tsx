import { Card } from '@/components/ui/card'
import type { TargetRevision } from '@/db/queries/indicators/targets'
import type { EntryCode } from '@/lib/indicators/dictionary'
import type { Locale, Words } from '@/lib/shared/locale'
import { RevisionTable } from '../../targets/revision-table'

type Props = { t: Words; locale: Locale; code: EntryCode; history: TargetRevision[]; href: string }

/** The targets that were set for an indicator, with every revision and its reason. */
export function TargetCard({ t, locale, history, href }: Props) {
  return (
    <Card id="targets" title={t('targets.ofIndicator')} aside={<a href={href}>{t('targets.all')}</a>}>
      {history.length === 0 ? (
        <p className="text-sm text-ink-2">{t('targets.none')}</p>
      ) : (
        <RevisionTable t={t} locale={locale} history={history} />
      )}
    </Card>
  )
}
