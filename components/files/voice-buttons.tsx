type Props = {
  label: string
  voices: { voiceId: string; src: string; language: string; name: string }[]
}

/** The text beside it, spoken; nothing where the office has supplied no voice. */
export function VoiceButtons({ label, voices }: Props) {
  if (voices.length === 0) return null
  return (
    <section aria-label={label} className="grid gap-2 print:hidden">
      {voices.map((one) => (
        <figure key={one.voiceId} className="grid items-center gap-1 sm:grid-cols-[10rem_1fr]">
          <figcaption className="text-sm font-semibold">{one.name}</figcaption>
          {/* biome-ignore lint/a11y/useMediaCaption: its text stands on the page */}
          <audio
            controls
            preload="none"
            src={one.src}
            aria-label={`${label}: ${one.name}`}
            className="w-full"
          />
        </figure>
      ))}
    </section>
  )
}
