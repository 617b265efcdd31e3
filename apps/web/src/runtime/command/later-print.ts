import type { PrintRequest } from './open-print.ts'

/** Shows a PDF; what is needed for it is fetched when somebody asks for one. */
export async function openPrint(request: PrintRequest): Promise<void> {
  const print = await import('./open-print.ts')
  await print.openPrint(request)
}
