export type ProvinceRow = { code: string; fa: string; en: string; lon: number; lat: number }

// Codes: ISO 3166-2:IR as revised in 2020 (PROBABLE). Positions: mean of the counties', © OpenStreetMap contributors.
const LINES = `
00|مرکزی|Markazi|49.9|34.4
01|گیلان|Gilan|49.6|37.3
02|مازندران|Mazandaran|52.4|36.5
03|آذربایجان شرقی|East Azerbaijan|46.5|38.0
04|آذربایجان غربی|West Azerbaijan|45.5|37.5
05|کرمانشاه|Kermanshah|46.6|34.5
06|خوزستان|Khuzestan|49.1|31.4
07|فارس|Fars|53.1|29.2
08|کرمان|Kerman|57.3|29.2
09|خراسان رضوی|Razavi Khorasan|59.0|35.8
10|اصفهان|Isfahan|51.6|32.9
11|سیستان و بلوچستان|Sistan and Baluchestan|60.9|27.8
12|کردستان|Kurdistan|46.9|35.6
13|همدان|Hamadan|48.6|34.9
14|چهارمحال و بختیاری|Chaharmahal and Bakhtiari|50.8|32.0
15|لرستان|Lorestan|48.4|33.5
16|ایلام|Ilam|46.8|33.4
17|کهگیلویه و بویراحمد|Kohgiluyeh and Boyer-Ahmad|50.8|30.8
18|بوشهر|Bushehr|51.4|28.5
19|زنجان|Zanjan|48.6|36.5
20|سمنان|Semnan|53.9|35.4
21|یزد|Yazd|54.4|31.6
22|هرمزگان|Hormozgan|56.0|26.9
23|تهران|Tehran|51.5|35.6
24|اردبیل|Ardabil|48.0|38.6
25|قم|Qom|50.8|34.6
26|قزوین|Qazvin|49.9|36.0
27|گلستان|Golestan|54.9|37.1
28|خراسان شمالی|North Khorasan|57.2|37.4
29|خراسان جنوبی|South Khorasan|58.7|33.2
30|البرز|Alborz|50.8|35.9`

export const PROVINCES: ProvinceRow[] = LINES.trim()
  .split('\n')
  .map((line) => {
    const [code = '', fa = '', en = '', lon = '', lat = ''] = line.split('|')
    return { code, fa, en, lon: Number(lon), lat: Number(lat) }
  })
