export type CountyRow = {
  province: string
  code: string
  fa: string
  en: string
  seatFa: string
  lon: number
  lat: number
  certainty: 'SURE' | 'PROBABLE' | 'CHECK'
}

// Province, county, English name, position, certainty, seat where it has another name. © OpenStreetMap contributors.
const LINES = `
04|ارومیه|Urmia|45.0|37.6|SURE|
04|اشنویه|Oshnavieh|45.1|37.1|SURE|
04|بوکان|Bukan|46.1|36.5|SURE|
04|پلدشت|Poldasht|45.1|39.2|SURE|
04|پیرانشهر|Piranshahr|45.2|36.7|SURE|
04|تکاب|Takab|47.1|36.5|SURE|
04|چالدران|Chaldoran|44.4|39.1|SURE|سیه‌چشمه
04|چایپاره|Chaypareh|45.0|38.9|SURE|قره‌ضیاءالدین
04|خوی|Khoy|44.8|38.6|SURE|
04|سردشت|Sardasht|45.5|36.2|SURE|
04|سلماس|Salmas|44.7|38.1|SURE|
04|شاهین‌دژ|Shahin Dezh|46.6|36.7|SURE|
04|شوط|Showt|44.8|39.1|SURE|
04|ماکو|Maku|44.6|39.5|SURE|
04|مهاباد|Mahabad|45.7|36.7|SURE|
04|میاندوآب|Miandoab|45.9|37.0|SURE|
04|نقده|Naqadeh|45.5|37.0|SURE|
04|چهاربرج|Chaharborj|45.9|37.1|PROBABLE|
04|باروق|Baruq|46.6|37.0|PROBABLE|
04|میرآباد|Mirabad|45.4|36.4|CHECK|
19|زنجان|Zanjan|48.2|36.8|SURE|
19|ابهر|Abhar|49.2|36.1|SURE|
19|خدابنده|Khodabandeh|48.5|36.0|SURE|قیدار
19|خرمدره|Khorramdarreh|49.2|36.3|SURE|
19|ماهنشان|Mahneshan|47.6|36.6|SURE|
19|ایجرود|Ijrud|48.2|36.3|SURE|زرین‌آباد
19|طارم|Tarom|48.9|37.0|SURE|آب‌بر
19|سلطانیه|Soltaniyeh|48.8|36.5|SURE|
12|سنندج|Sanandaj|46.9|35.4|SURE|
12|سقز|Saqqez|46.4|36.2|SURE|
12|مریوان|Marivan|46.3|35.6|SURE|
12|بانه|Baneh|45.9|36.0|SURE|
12|قروه|Qorveh|47.8|35.2|SURE|
12|بیجار|Bijar|47.6|35.9|SURE|
12|کامیاران|Kamyaran|46.9|34.9|SURE|
12|دیواندره|Divandarreh|47.0|36.0|SURE|
12|دهگلان|Dehgolan|47.4|35.3|SURE|
12|سروآباد|Sarvabad|46.4|35.2|SURE|`

export const COUNTIES: CountyRow[] = LINES.trim()
  .split('\n')
  .map((line) => {
    const [province = '', fa = '', en = '', lon = '', lat = '', certainty = '', seat = ''] = line.split('|')
    return {
      province,
      code: en.toLowerCase().replaceAll(' ', '-'),
      fa,
      en,
      seatFa: seat || fa,
      lon: Number(lon),
      lat: Number(lat),
      certainty: certainty as CountyRow['certainty'],
    }
  })
