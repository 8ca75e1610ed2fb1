import jsQR from 'jsqr'
import { createTranslator } from 'next-intl'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { certificateTexts } from '@/app/[locale]/(office)/office/certificates/[certificateId]/paper'
import type { CertificateView } from '@/db/queries/certificates/list'
import type { CertificateTexts } from '@/lib/certificates/paper'
import { messagesOf } from '@/lib/server/i18n'
import { certificateData, certificatePdf } from '@/lib/server/pdf/certificate'
import { svgOf } from '@/lib/server/pdf/compile'
import type { Words } from '@/lib/shared/locale'
import { facts } from './words'

const print: CertificateTexts = {
  office: 'ادارهٔ کل امور زنان و خانوادهٔ آذربایجان غربی',
  title: 'گواهی پایان دوره',
  says: 'گواهی می‌شود که',
  name: 'فاطمه زهرا محمدی‌نیا',
  sentence: 'در طرح ملی، ۵۲٫۵ ساعت در نشست‌های محلهٔ امید حضور داشته و دوره را تکمیل کرده است.',
  rule: { label: 'قاعده', value: 'حضور در دست‌کم ۴۸ ساعت از ۶۰ ساعت' },
  facts: [
    { label: 'دوره', value: 'دورهٔ ۱۴۰۵' },
    { label: 'شمارهٔ گواهی', value: 'WA-1405-P-0017', ltr: true },
  ],
  signature: 'نام، امضا و مهر',
}

const code = { address: 'https://example.test/fa/check#a.b.c', says: 'برای بررسی', alt: 'کد بررسی گواهی' }

it('is one tagged page in Persian, with a long name and without an office’s name too', () => {
  for (const more of [{}, { name: 'سیده فاطمه زهرا محمدی‌نیای طباطبایی آذربایجانی' }, { office: '' }])
    expect(facts(certificatePdf({ ...print, ...more }, code, 'fa'))).toEqual({
      isPdf: true,
      pages: 1,
      tagged: true,
      language: 'fa',
    })
})

it('holds what is foreign apart, and says by which rule', () => {
  const data = certificateData(print, code, 'fa')
  expect(data.name).toBe('\u2068فاطمه زهرا محمدی‌نیا\u2069')
  expect(data.rule).toBe('حضور در دست‌کم ۴۸ ساعت از ۶۰ ساعت')
  expect(data.facts).toEqual([
    ['دوره', '\u2068دورهٔ ۱۴۰۵\u2069'],
    ['شمارهٔ گواهی', '\u2066WA-1405-P-0017\u2069'],
  ])
})

it('bears a code that a camera reads back, in either language', async () => {
  const address = `https://tabavar.example/fa/check#${'eyJhbGciOiJFZERTQSJ9'.repeat(18)}.b.c`
  for (const lang of ['fa', 'en'] as const) {
    const svg = svgOf('certificate', certificateData(print, { ...code, address }, lang))
    const { data, info } = await sharp(Buffer.from(svg), { density: 96 })
      .flatten({ background: '#fff' })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect(jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(address)
  }
})

it('of a volunteer names the programme of the province, her hours and their period, and no rule, run or place', async () => {
  const view = {
    holder: 'VOLUNTEER',
    name: 'هانا رستمی',
    number: '12-SA-V-0001',
    serial: 'AAAAAAAAAAAAAAAAAAAAAA',
    minutes: 210,
    issuedOn: '2024-07-22',
    from: '2024-05-11',
    until: '2024-07-21',
    programmeFa: 'کردستان',
    programmeEn: 'Kurdistan',
    rule: '',
  } as CertificateView
  const said = {
    fa: [
      'برنامهٔ هیأت‌های اجتماعی استان کردستان',
      'گواهی خدمت داوطلبانه',
      'از ۲۲ اردیبهشت ۱۴۰۳ تا ۳۱ تیر ۱۴۰۳',
      '۳٫۵ ساعت',
    ],
    en: ['Social associations programme, Kurdistan', 'Certificate of volunteer service', 'from', '3.5 hours'],
  }
  for (const lang of ['fa', 'en'] as const) {
    const t = createTranslator({ locale: lang, messages: await messagesOf(lang) }) as unknown as Words
    const texts = certificateTexts(view, t, lang)
    const all = JSON.stringify(texts)
    for (const words of said[lang]) expect(all).toContain(words)
    expect(all).not.toMatch(/مددجو|بهزیستی|client|welfare|undefined|null/i)
    expect(facts(certificatePdf(texts, code, lang))).toMatchObject({ pages: 1, tagged: true, language: lang })
  }
})
