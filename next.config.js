import createNextIntlPlugin from 'next-intl/plugin'

const withNextIntl = createNextIntlPlugin('./lib/server/i18n.ts')

/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  // The image optimiser is a class of advisories we do not need: every picture is our own SVG or PNG.
  images: { unoptimized: true },
  turbopack: { root: import.meta.dirname },
  outputFileTracingRoot: import.meta.dirname,
  serverExternalPackages: [
    '@node-rs/argon2',
    'postgres',
    'hucre',
    'docx',
    'sharp',
    '@myriaddreamin/typst-ts-node-compiler',
  ],
  experimental: { serverActions: { bodySizeLimit: '6mb' } },
}

export default withNextIntl(config)
