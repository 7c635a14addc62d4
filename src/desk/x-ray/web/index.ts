export { XRayPage } from './x-ray-page.tsx'
