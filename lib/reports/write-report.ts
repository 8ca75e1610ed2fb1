import { momentText } from '@/lib/access/present'
import type { ClosedQuarter, FrozenQuarter } from '@/lib/indicators/quarter'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { isolate } from '@/lib/shared/persian-text'
import type { ReportDocument, ReportSection } from './document'
import type { Pen } from './figure-cells'
import { basesSection, methodSection, quarterName, quartersSection, type ReportBasis } from './method-part'
import { communitySection, outcomesSection, outsideSection } from './outcomes-part'
import { partsSection, placesSection } from './places-part'
import { reasonsSection, targetsSection } from './targets-part'
import type { ReportKind, ReportReason, ReportSignature } from './threshold'
import { adjustmentsSection, qualitySection } from './trust-part'

/** What a report is written from: a closed quarter as it is kept, what people wrote to it, and whose it is. */
export type ReportFacts = {
  kind: ReportKind
  closed: ClosedQuarter
  reasons: readonly ReportReason[]
  signature: ReportSignature | null
  /** The other quarters of the run, the earliest first; only the final report tells of them. */
  earlier: readonly FrozenQuarter[]
  /** As the office is called where it has said so; otherwise by its province. */
  office: { fa: string; en: string } | null
  province: { fa: string; en: string }
  bases: readonly ReportBasis[]
  isDemo: boolean
}

/** The report in the words of a language. The same facts give the same report, whoever reads it and whenever. */
export function writeReport(facts: ReportFacts, t: Words, locale: Locale): ReportDocument {
  const pen: Pen = { t, locale }
  const { quarter, hash } = facts.closed
  const day = (iso: string) => formatDay(iso.slice(0, 10), locale, 'long')
  const moment = (iso: string) => momentText(Date.parse(iso), locale)
  const sections: (ReportSection | null)[] = [
    targetsSection(quarter, pen),
    reasonsSection(quarter, facts.reasons, (iso) => moment(iso), pen),
    facts.kind === 'FINAL' ? quartersSection([...facts.earlier, quarter], pen) : null,
    placesSection(quarter, pen),
    partsSection(quarter, pen),
    outcomesSection(quarter, pen),
    communitySection(quarter, pen),
    outsideSection(quarter, day, pen),
    qualitySection(quarter, pen),
    adjustmentsSection(facts.closed, (iso) => moment(iso), pen),
    methodSection(quarter, day, pen),
    basesSection(facts.bases, day, pen),
    signaturesSection(facts, moment, pen),
  ]
  return {
    locale,
    title: titleOf(facts, pen),
    run: locale === 'fa' ? quarter.run.nameFa : quarter.run.nameEn,
    office: facts.office?.[locale] ?? t('report.officeOf', { province: facts.province[locale] }),
    standing: standingOf(facts, pen),
    facts: [
      [t('report.fact.run'), isolate(locale === 'fa' ? quarter.run.nameFa : quarter.run.nameEn)],
      [
        t('report.fact.period'),
        t('report.fromDayTo', { from: day(facts.earlier[0]?.from ?? quarter.from), to: day(quarter.to) }),
      ],
      [t('report.fact.asOf'), day(quarter.asOf)],
      [t('report.fact.prepared'), signedLine(facts.closed.preparedBy, facts.closed.preparedAt, moment, pen)],
      [
        t('report.fact.signed'),
        facts.signature
          ? signedLine(facts.signature.by, facts.signature.at, moment, pen)
          : t('report.notSigned'),
      ],
    ],
    sections: sections.filter((section) => section !== null),
    hash,
    footer: { hash: t('report.hash'), page: t('report.pageWord'), of: t('report.pageOf') },
  }
}

function titleOf({ kind, closed }: ReportFacts, pen: Pen): string {
  return kind === 'FINAL'
    ? pen.t('report.title.FINAL')
    : pen.t('report.title.QUARTER', { quarter: quarterName(closed.quarter, pen) })
}

/** What everybody must know before the first figure. */
function standingOf(facts: ReportFacts, { t }: Pen): string[] {
  return [
    ...(facts.signature ? [] : [t('report.draft')]),
    ...(facts.isDemo ? [t('words.demo')] : []),
    t('report.forOffice'),
  ]
}

const signedLine = (by: string, at: string, moment: (iso: string) => string, { t }: Pen) =>
  t('report.byAt', { by: isolate(by), at: moment(at) })

function signaturesSection(facts: ReportFacts, moment: (iso: string) => string, pen: Pen): ReportSection {
  const { t } = pen
  const { closed, signature } = facts
  return {
    id: 'signatures',
    title: t('report.section.signatures'),
    blocks: [
      {
        kind: 'signatures',
        boxes: [
          { role: t('report.sign.prepared'), name: closed.preparedBy, at: moment(closed.preparedAt) },
          {
            role: t('report.sign.quarter'),
            name: closed.signedBy ?? '',
            at: closed.signedAt ? moment(closed.signedAt) : t('report.notSigned'),
          },
          {
            role: t('report.sign.report'),
            name: signature?.by ?? '',
            at: signature ? moment(signature.at) : t('report.notSigned'),
          },
        ],
      },
      {
        kind: 'facts',
        rows: [
          [t('report.hash'), `\u2066${closed.hash}\u2069`],
          ...(signature
            ? [[t('report.signatureHash'), `\u2066${signature.hash}\u2069`] as [string, string]]
            : []),
        ],
      },
      { kind: 'text', text: t('report.hashLine') },
    ],
  }
}
