import { RuntimeServicesContext } from '@mortise/ui'
import { type ReactNode, use } from 'react'
import { DesignServices } from '../../draft/design-services.tsx'

/** The services of the draft, unless they are there already. */
export function WithServices({ children }: { children: ReactNode }) {
  return use(RuntimeServicesContext) ? children : <DesignServices>{children}</DesignServices>
}
