import { Badge } from '@/components/ui/badge'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { ServiceCertificate } from '@/db/queries/associations/service'
import { periodText } from '@/lib/certificates/paper'
import { formatHours } from '@/lib/shared/number'
import { on, type Told } from '../present'

/** Certificates of hours by their numbers, each with its period; nobody is named. */
export function ServiceCertificates({ told, rows }: { told: Told; rows: ServiceCertificate[] }) {
  const { t, locale } = told
  const caption = t('association-service.certificates.title')
  if (rows.length === 0)
    return <p className="text-sm text-ink-2">{t('association-service.certificates.none')}</p>
  return (
    <Table caption={caption} captionHidden label={caption} dense>
      <thead>
        <tr>
          <HeadCell>{t('certificates.number')}</HeadCell>
          <HeadCell>{t('certificates.paper.period')}</HeadCell>
          <HeadCell numeric>{t('certificates.hours')}</HeadCell>
          <HeadCell>{t('certificates.issuedOn')}</HeadCell>
          <HeadCell>{t('certificates.state')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={one.certificateId}>
            <RowHead>
              <a href={`/${locale}/office/certificates/${one.certificateId}`}>
                <bdi dir="ltr">{one.number}</bdi>
              </a>
            </RowHead>
            <Cell>{periodText(one, t, locale)}</Cell>
            <Cell numeric>{formatHours(one.minutes, locale)}</Cell>
            <Cell>{on(one.issuedOn, told)}</Cell>
            <Cell>
              <Badge tone={one.revoked ? 'broken' : 'done'}>
                {t(`certificates.states.${one.revoked ? 'REVOKED' : 'VALID'}`)}
              </Badge>
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
