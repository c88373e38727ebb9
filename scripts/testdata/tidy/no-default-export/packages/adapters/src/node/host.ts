export default function host() {} // bad
