import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where the server answers while the web application is developed. The Host header stays, so origins match. */
const server = process.env.MORTISE_SERVER ?? 'http://127.0.0.1:3000'

const packageFolder = String.raw`node_modules/(\.pnpm/[^/]+/node_modules/)?`

/** Changes only with its versions, so it stays in the browser's cache from release to release. */
const framework = {
  name: 'framework',
  priority: 2,
  test: new RegExp(
    `${packageFolder}(react|react-dom|scheduler|i18next|@tanstack/(react-)?(query|router|history|store)[^/]*)/`,
  ),
}

/**
 * Components that most routes use; what few use stays with those, and what neither lists nor records begin with: the
 * editor of formulas, for one, which is in ten designers and has a language of its own.
 */
const laterInterface =
  '(?!.*(src/formula|components/Tree|NumberInput|MultiSelect|use-pills-reorder|SegmentedControl|FloatingIndicator))'
const sharedInterface = {
  name: 'interface',
  test: new RegExp(`^${laterInterface}.*(@mantine|floating-ui|packages/ui/src)`),
  minShareCount: 10,
}

/** Modules that do nothing by being imported, although their package.json does not say so; what is unused is dropped. */
const pureModules = /packages\/(core|expressions|metadata|data|form|api)\/src\//

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    cssCodeSplit: true,
    reportCompressedSize: false,
    // Without groups a page is 40 to 70 files; with them the first page is 6.
    rolldownOptions: {
      output: { codeSplitting: { groups: [framework, sharedInterface] } },
      treeshake: {
        moduleSideEffects: [{ test: pureModules, sideEffects: false }],
        // Schemas that nothing refers to are left out.
        manualPureFunctions: ['Type'],
      },
    },
  },
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': { target: server } } },
  preview: { host: '127.0.0.1', port: 4173, proxy: { '/api': { target: server } } },
})
