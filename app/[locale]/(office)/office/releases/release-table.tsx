import { Badge, type Tone } from '@/components/ui/badge'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { ReleaseLine } from '@/db/queries/releases/list'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'

const TONES: Record<ReleaseLine['status'], Tone> = {
  DRAFT: 'late',
  IN_REVIEW: 'hint',
  PUBLISHED: 'done',
  SUPERSEDED: 'neutral',
  WITHDRAWN: 'broken',
}

type Props = { t: Words; locale: Locale; lines: readonly ReleaseLine[]; base: string }

/** Releases on their way and out, each a link to its page. */
export function ReleaseTable({ t, locale, lines, base }: Props) {
  return (
    <Table caption={t('release-desk.listTitle')} captionHidden label={t('release-desk.listTitle')} roomy>
      <thead>
        <tr>
          <HeadCell>{t('release-desk.asOf')}</HeadCell>
          <HeadCell>{t('release-desk.state')}</HeadCell>
          <HeadCell numeric>{t('release-desk.number')}</HeadCell>
          <HeadCell>{t('release-desk.preparedBy')}</HeadCell>
          <HeadCell>{t('release-desk.signedBy')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.releaseId}>
            <RowHead>
              <a href={`${base}/${line.releaseId}`}>{formatDay(line.asOf, locale, 'long')}</a>
            </RowHead>
            <Cell>
              <Badge tone={TONES[line.status]}>{t(`release-desk.status.${line.status}`)}</Badge>
            </Cell>
            <Cell numeric>{line.number === null ? t('words.none') : formatNumber(line.number, locale)}</Cell>
            <Cell>
              <bdi>{line.preparedBy ?? t('words.none')}</bdi>
            </Cell>
            <Cell>
              <bdi>{line.approvedBy ?? t('words.none')}</bdi>
              {line.publishedAt ? ` · ${formatDay(tehranDay(line.publishedAt), locale, 'long')}` : null}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
