import { expect, it } from 'vitest'
import { LEVELS } from '@/lib/associations/kinds'
import { meetingMinutes } from '@/lib/associations/minutes'
import { reportDocx } from '@/lib/server/docx/report'
import { persian } from '@/tests/db/refusals/provoked'
import { docxText, readDocx } from '@/tests/support/files-read'

it('the minutes hold who came, what was asked, and what is still open', async () => {
  const t = await persian()
  const report = meetingMinutes(
    {
      kind: 'BRIEFING',
      mode: 'HYBRID',
      day: '2024-05-01',
      subject: 'تشکیل هیأت‌ها',
      venue: null,
      decisions: null,
      letterNo: '12',
      place: 'سنندج',
      province: 'کردستان',
      isDemo: true,
      seats: [{ level: 'COUNTY', inPerson: 6, online: 14 }],
      questions: [
        {
          askedBy: 'COUNTY',
          question: 'آیا تنها فرهنگی است؟',
          answer: 'نه',
          answeredBy: 'NATIONAL',
          answeredOn: '2024-05-01',
        },
        { askedBy: 'PARTNER', question: 'از کی؟', answer: null, answeredBy: null, answeredOn: null },
      ],
    },
    'ab12',
    t,
    'fa',
  )
  const docx = await reportDocx(report, t)
  const text = docxText(docx).join('\n')
  // Read from right to left by every program that opens it.
  expect(readDocx(docx)['word/document.xml']).toContain('<w:bidi/>')
  for (const part of [
    'تشکیل هیأت‌ها',
    'چهارشنبه ۱۲ اردیبهشت ۱۴۰۳',
    '۱۴',
    'پاسخ از ستاد کشور: نه',
    '۲. پرسش از شرکای اجتماعی: از کی؟',
    'پاسخ: هنوز داده نشده است.',
    'غیرواقعی',
  ])
    expect(text).toContain(part)
  expect(LEVELS.every((level) => t.has(`associations.level.${level}`))).toBe(true)
})
