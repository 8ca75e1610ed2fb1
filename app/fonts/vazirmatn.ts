import localFont from 'next/font/local'

const core = localFont({
  src: './vazirmatn-core.woff2',
  weight: '400 800',
  display: 'swap',
  preload: true,
  adjustFontFallback: false,
  variable: '--font-core',
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+20-7E, U+A0, U+A9, U+AB, U+B1, U+B7, U+BB, U+D7, U+60C, U+61B, U+61F, U+621-624, U+626-63A, U+640-652, U+654, U+66A-66C, U+67E, U+686, U+698, U+6A9, U+6AF, U+6C0, U+6CC, U+6F0-6F9, U+200C-2011, U+2013-2014, U+2018-2019, U+201C-201D, U+2022, U+2026, U+2039-203A, U+2066-2069, U+2190-2193, U+2212, U+2215, U+2248, U+2264-2265',
    },
  ],
})

const more = localFont({
  src: './vazirmatn-more.woff2',
  weight: '400 800',
  display: 'swap',
  preload: false,
  adjustFontFallback: false,
  variable: '--font-more',
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+A1-A8, U+AA, U+AC-B0, U+B2-B6, U+B8-BA, U+BC-D6, U+D8-24F, U+2B0-36F, U+600-60B, U+60D-61A, U+61C-61E, U+620, U+625, U+63B-63F, U+653, U+655-669, U+66D-67D, U+67F-685, U+687-697, U+699-6A8, U+6AA-6AE, U+6B0-6BF, U+6C1-6CB, U+6CD-6EF, U+6FA-6FF, U+750-77F, U+8A0-8FF, U+2000-200B, U+2012, U+2015-2017, U+201A-201B, U+201E-2021, U+2023-2025, U+2027-2038, U+203B-2065, U+206A-206F, U+20A0-20BF, U+2100-218F, U+2194-2211, U+2213-2214, U+2216-2247, U+2249-2263, U+2266-22FF, U+25A0-25FF, U+FB50-FDFF, U+FE70-FEFC',
    },
  ],
})

/** The class names that define both halves of the typeface on <html>. */
export const vazirmatn = `${core.variable} ${more.variable}`
