export { type XmlEars, readXml } from '#platform/archive'
