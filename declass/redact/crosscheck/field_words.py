"""Words that are common in cables, whatever a dictionary says: they are worth no remark."""

from __future__ import annotations

from functools import cache

from declass.marking.posts import posts

HONORIFICS = frozenset(
    "mr mrs ms miss messrs dr prof sir mme mlle sr sra rev hon gen col capt lt maj sgt adm "
    "sheikh hajji".split()
)
"""Words after which a name stands, however common a word it is."""

_FILLERS = """
    a about above after again against all also am an and any are as at be because been before
    being below between both but by can could did do does doing done down during each few for from
    further had has have having he her here hers herself him himself his how i if in into is it
    its itself just may me might more most must my no nor not now of off on once one only or other
    our ours out over own said same say says shall she should so some such than that the their
    theirs them themselves then there these they this those through to told too two under until up
    upon us very was we were what when where which while who whom why will with would you your
"""

_TRADE = """
    action addressee addressees aff afsa agr aid amb ambassador amcit amcits amconsul amembassy
    appreciate approximately asec asst attache attn aug begin bilateral brief cable caption charge
    chancery classified classify cleared codel comment comments confidential congen consul
    consulate counselor counsellor counterpart counterparts country dao dat dcm dec declass
    declassified delegation demarche demarched demarches dept deputy derived desk dft dg director
    dip diplomat diplomatic director distribution dtg econ econcouns econoff econoffs embassy emboff
    emboffs embassys embtel end eyes fco febr feb fgi fm foreign fsn fsns fyi gds geneva goal goi
    gov govt hq immediate info inr intl jan jul jun limdis mar memcon mfa mfas min minister
    ministers ministry mission nato nodis noforn notal note nov oadr oct official orcon para paras
    paragraph paragraphs passim pls pol polcouns polchief poloff poloffs poss post posts precedence
    pres priority prof propin protect ref refs reftel reftels regards relto roger routine sbu sec
    secret secretary secstate section sections sensitive sept sep septel septels sic sipdis stadis
    staffdel subj subject summary tags talking tel telcon telegram telegrams unclas unclassified
    undersecretary unga unsc usd usdao usg usmission usun visitor visitors wash washdc washington
    eap eb eca eeb eur inl inr io isn nea oes omc pao pm prm sca wha ara drl econcoun polcoun
    directorate directorates crore kronur
    xgds ambassadors embassies exdis roundup readout timeline website email internet online pct
    percent hectares hectare kilometer kilometers kilometre kilometres kms km tonnes mwh kwh
    euro euros ruble rubles dinar dinars rupee rupees kroner krone peso pesos yen yuan dollars
"""

_MONTHS = """
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
"""

_PARTICLES = "abu aka ali bin bint dal das del della der des dos ibn ing jr san santa von van zur"

_CUT_SHORT = """
    aren couldn didn doesn don hadn hasn haven isn mustn shouldn wasn weren won wouldn ain needn
    arent cant couldnt didnt doesnt dont hadnt hasnt havent isnt mustnt shouldnt wasnt werent wont
    wouldnt hes shes theyre theyve theyll weve youre youve ive
"""

_COUNTRIES = """
    afghan afghanistan africa african africans albania albanian algeria algerian america american
    americans americas andean andorra angola angolan antarctic antarctica antigua arab arabia
    arabian arabic arabs arctic argentina argentine armenia armenian asean asia asian asians
    atlantic australia australian australians austria austrian azerbaijan azerbaijani azeri bahamas
    bahrain bahraini balkan balkans baltic bangladesh bangladeshi barbados belarus belarusian
    belgian belgium belize benin bhutan bolivia bolivian bosnia bosnian botswana brazil brazilian
    brazilians britain british brits brunei bulgaria bulgarian burkina burma burmese burundi
    cambodia cambodian cameroon canada canadian canadians cape caribbean caspian chad chadian chile
    chilean china chinese colombia colombian comoros congo congolese costa croat croatia croatian
    cuba cuban cubans cypriot cyprus czech czechoslovakia dane danes danish denmark djibouti
    dominica dominican dprk dutch ecuador egypt egyptian egyptians emirates emirati england english
    equatorial eritrea eritrean estonia estonian ethiopia ethiopian europe european europeans faso
    fiji fijian filipino finland finn finnish finns france french gabon gambia gambian gaza
    georgia georgian german germans germany ghana ghanaian greece greek greeks grenada guatemala
    guatemalan guinea guinean gulf guyana haiti haitian herzegovina honduran honduras hungarian
    hungary iceland icelandic icelanders india indian indians indonesia indonesian iran iranian
    iranians iraq iraqi iraqis ireland irish israel israeli israelis italian italians italy
    jamaica jamaican japan japanese jordan jordanian kazakh kazakhstan kenya kenyan kiribati korea
    korean koreans kosovo kurd kurdish kurds kuwaiti kyrgyz kyrgyzstan lao laos laotian latin
    latvia latvian lebanese lebanon leone leonean lesotho liberia liberian libya libyan
    liechtenstein lithuania lithuanian luxembourg macedonia macedonian madagascar malagasy malawi
    malawian malay malaysia malaysian maldives mali malian malta maltese marshall mauritania
    mauritanian mauritian mauritius mediterranean mexican mexicans micronesia moldova moldovan
    monaco mongolia mongolian montenegrin montenegro moroccan morocco mozambican mozambique
    myanmar namibia namibian nauru nepal nepalese netherlands nicaragua nicaraguan niger nigeria
    nigerian nordic norway norwegian norwegians oman omani pacific pakistan pakistani pakistanis
    palau palestine palestinian palestinians panamanian papua paraguay paraguayan persian peru
    peruvian philippine philippines poland pole poles polish portugal portuguese puerto qatar
    qatari rica rican rico rok romania romanian russia russian russians rwanda rwandan salvador
    salvadoran samoa samoan saudi saudis scandinavia scandinavian scotland scottish senegal
    senegalese serb serbia serbian serbs seychelles sierra singaporean slovak slovakia slovene
    slovenia slovenian solomon somali somalia soviet soviets spain spaniards spanish sri lanka
    lankan sudan sudanese surinam suriname swazi swaziland swede sweden swedes swedish swiss
    switzerland syria syrian syrians taiwan taiwanese tajik tajikistan tanzania tanzanian thai
    thailand thais tibet tibetan timor tobago togo togolese tonga tongan trinidad tunisia tunisian
    turk turkey turkish turkmen turkmenistan turks tuvalu uganda ugandan uk ukraine ukrainian
    ukrainians uruguay uruguayan usa ussr uzbek uzbekistan vanuatu venezuela venezuelan vietnam
    vietnamese wales welsh yemen yemeni yugoslav yugoslavia zaire zairian zambia zambian zealand
    zimbabwe zimbabwean
"""


@cache
def field_words() -> frozenset[str]:
    """All words that are common in cables, in lower case, posts and agencies included."""
    tables = (_FILLERS, _TRADE, _MONTHS, _PARTICLES, _CUT_SHORT, _COUNTRIES)
    words = [word for table in tables for word in table.split()]
    return frozenset([*words, *HONORIFICS, *" ".join(posts()).lower().split()])
