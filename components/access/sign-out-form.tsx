import { Button } from '@/components/ui/button'

/** Signing out is an act, so it is a form and works without scripts. */
export function SignOutForm({ action, label }: { action: () => Promise<void>; label: string }) {
  return (
    <form action={action}>
      <Button type="submit" look="quiet" className="min-h-touch">
        {label}
      </Button>
    </form>
  )
}
