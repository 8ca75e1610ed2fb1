import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { prepareProgramme, saveProgrammeContact } from '@/app/_actions/programme-releases'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { TabsAsLinks } from '@/components/ui/tabs-as-links'
import { siblingReleasesOf } from '@/db/queries/releases/list'
import { programmeContact, releaseProvinces } from '@/db/queries/releases/sibling-facts'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { contactFields } from '../../releases/contact-fields'
import { ReleaseTable } from '../../releases/release-table'
import { figuresPath, programmeReleasesBase, requireReleasesOf } from '../allowed'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string; programme: string }>
  searchParams: Promise<{ province?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('sibling.desk.tab') }
}

/** What has been released of a programme in a province, a new release, and who answers for the public pages. */
export default async function ProgrammeReleasesPage({ params, searchParams }: Props) {
  const { locale: asked, programme: slug } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  const programme = requireReleasesOf(actor, slug)
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const wanted = (await searchParams).province
  const found = await reading(scope, async (db) => {
    const provinces = await releaseProvinces(db, scope, programme)
    const province = provinces.find(({ provinceId }) => provinceId === wanted) ?? provinces[0]
    if (!province) return null
    return {
      provinces,
      province,
      lines: await siblingReleasesOf(db, scope, { programme, provinceId: province.provinceId }),
      contact: await programmeContact(db, scope, { programme, scopeId: province.scopeId }),
    }
  })
  if (!found) notFound()
  const { provinces, province, lines, contact } = found
  const base = programmeReleasesBase(locale, programme)
  const named = (one: (typeof provinces)[number]) => (locale === 'fa' ? one.nameFa : one.nameEn)
  const hidden = { programme, provinceId: province.provinceId }
  const words = { error: t('words.kind.error'), success: t('words.kind.success') }
  return (
    <div className="grid gap-5">
      <p className="-mb-3 text-sm print:hidden">
        <a href={figuresPath(locale, programme)} className="inline-flex min-h-11 items-center">
          {t(`sibling.programme.${programme}.name`)}
        </a>
      </p>
      <PageHead
        title={t('sibling.desk.title')}
        line={
          <bdi>
            {t('sibling.desk.line', {
              programme: t(`sibling.programme.${programme}.name`),
              province: named(province),
            })}
          </bdi>
        }
      />
      {provinces.length > 1 ? (
        <TabsAsLinks
          label={t('sibling.where')}
          current={`${base}?province=${province.provinceId}`}
          tabs={provinces.map((one) => ({
            href: `${base}?province=${one.provinceId}`,
            label: named(one),
          }))}
        />
      ) : null}
      <Card title={t('sibling.desk.prepare')} id="prepare">
        <p className="mb-3 max-w-measure text-sm text-ink-2">{t('sibling.desk.prepareLine')}</p>
        <FieldsForm
          action={prepareProgramme}
          hidden={{ ...hidden, base }}
          fields={[]}
          idPrefix="prepare-"
          submit={t('sibling.desk.prepareButton')}
          words={words}
        />
      </Card>
      <Card title={t('release-desk.listTitle')} id="list">
        {lines.length === 0 ? (
          <EmptyState title={t('release-desk.empty')} />
        ) : (
          <ReleaseTable t={t} locale={locale} lines={lines} base={base} />
        )}
      </Card>
      <Card title={t('release-desk.contact.title')} id="contact">
        <FieldsForm
          action={saveProgrammeContact}
          hidden={hidden}
          columns={2}
          idPrefix="contact-"
          look="plain"
          fields={contactFields(contact, t, locale)}
          submit={t('release-desk.contact.save')}
          words={{ ...words, done: t('release-desk.contact.saved') }}
        />
      </Card>
    </div>
  )
}
