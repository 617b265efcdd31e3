import { defineCommandHandler } from '@mortise/command/server'
import { fillPlaceholders } from '@mortise/metadata'
import openLink, { type OpenLinkOptions } from './open-link.ts'

export default defineCommandHandler<OpenLinkOptions>(openLink, {
  sees: 'reader',
  prepare({ url, values = [] }, run) {
    const filled = fillPlaceholders(url, (key) => {
      const found = values.find((one) => one.key === key)
      return found ? encodeURIComponent(run.plain(found.value)) : ''
    })
    return { step: { action: openLink.type, url: filled } }
  },
})
