// Every browser test, in one process: one town serves many of them, and two cores are not asked for four browsers.
import './public.spec.mjs'
