export { LIMITS } from '#platform/archive'
