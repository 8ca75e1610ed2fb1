import type { Metadata } from 'next'
import { takeVoiceAway } from '@/app/_actions/voices'
import { VoiceButtons } from '@/components/files/voice-buttons'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { FieldsForm } from '@/components/ui/fields-form'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { Select } from '@/components/ui/select'
import { type VoiceProvince, voiceProvinces, voicesOf } from '@/db/queries/files/voices'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { LARGEST_MB } from '@/lib/files/picture'
import { SPOKEN, VOICE_LANGUAGES } from '@/lib/files/sound'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { sentenceOf } from '@/lib/server/said'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { voiceViews } from '../../../_follow-up/voices'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string }>
  searchParams: Promise<{ refused?: string; kept?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('voices.title') }
}

/** Recorded voices of the texts that are read to people, as the office supplies them. */
export default async function VoicesPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const { refused, kept } = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'run')
  const scope = scopeOf(actor)
  const [t, [voices, provinces]] = await Promise.all([
    wordsOf(locale),
    reading(scope, async (db) => [await voicesOf(db, scope), await voiceProvinces(db, scope)] as const),
  ])
  return (
    <div className="grid max-w-3xl gap-5">
      <PageHead title={t('voices.title')} line={t('voices.line')} />
      {refused && /^E-(VOI|GEN)-\d\d$/.test(refused) ? (
        <Notice kind="error" kindLabel={t('words.kind.error')}>
          {sentenceOf(t, refused, { max: formatNumber(LARGEST_MB, locale) })}
        </Notice>
      ) : null}
      {kept ? (
        <Notice kind="success" kindLabel={t('words.kind.success')}>
          {t('voices.kept')}
        </Notice>
      ) : null}
      {voices.length === 0 ? (
        <EmptyState title={t('voices.empty')}>{t('voices.emptyLine')}</EmptyState>
      ) : null}
      {SPOKEN.map((spoken) => {
        const own = voices.filter((one) => one.spoken === spoken)
        if (own.length === 0) return null
        return (
          <Card key={spoken} id={`voice-${spoken}`} title={t(`voices.spoken.${spoken}`)}>
            {own.map((one) => (
              <div key={one.voiceId} className="grid gap-2 border-b border-line py-2 last:border-b-0">
                <VoiceButtons label={t(`voices.spoken.${spoken}`)} voices={voiceViews([one], t, locale)} />
                <FieldsForm
                  action={takeVoiceAway}
                  hidden={{ voiceId: one.voiceId }}
                  idPrefix={`${one.voiceId}-`}
                  look="quiet"
                  fields={[]}
                  submit={t('voices.remove', { language: t(`voices.language.${one.language}`) })}
                  words={{ error: t('words.kind.error'), success: t('words.kind.success') }}
                />
              </div>
            ))}
          </Card>
        )
      })}
      {provinces.length > 0 ? <Upload t={t} locale={locale} provinces={provinces} /> : null}
    </div>
  )
}

function Upload({ t, locale, provinces }: { t: Words; locale: Locale; provinces: VoiceProvince[] }) {
  return (
    <Card id="add" title={t('voices.add')}>
      <form
        method="post"
        action={`/${locale}/voices`}
        encType="multipart/form-data"
        className="grid items-end gap-4 sm:grid-cols-2"
      >
        <Select
          id="spoken"
          name="spoken"
          label={t('voices.text')}
          options={SPOKEN.map((value) => ({ value, label: t(`voices.spoken.${value}`) }))}
        />
        <Select
          id="language"
          name="language"
          label={t('voices.languageLabel')}
          options={VOICE_LANGUAGES.map((value) => ({ value, label: t(`voices.language.${value}`) }))}
        />
        {provinces.length === 1 ? (
          <input type="hidden" name="provinceId" value={provinces[0]!.provinceId} />
        ) : (
          <Select
            id="provinceId"
            name="provinceId"
            label={t('voices.province')}
            options={provinces.map((one) => ({
              value: one.provinceId,
              label: locale === 'fa' ? one.nameFa : one.nameEn,
            }))}
          />
        )}
        <div className="sm:col-span-full">
          <label htmlFor="file" className="block text-sm font-semibold">
            {t('voices.file')}
          </label>
          <p id="file-hint" className="text-sm text-ink-2">
            {t('voices.fileHint', { max: formatNumber(LARGEST_MB, locale) })}
          </p>
          <input
            id="file"
            name="file"
            type="file"
            accept="audio/*"
            required
            aria-describedby="file-hint"
            className="min-h-11 w-full py-2"
          />
        </div>
        <div>
          <Button type="submit">{t('voices.submit')}</Button>
        </div>
      </form>
    </Card>
  )
}
