import { defineCommandRuntime } from '@mortise/ui'
import openLink from './open-link.ts'

export default defineCommandRuntime<{ url: string }>(openLink, { run: ({ url }, { openLink: open }) => open(url) })
