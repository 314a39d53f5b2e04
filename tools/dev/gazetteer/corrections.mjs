// SPDX-License-Identifier: MIT
// What the sources leave out or say in a way that nobody writes. Each list is typed by hand.

// The points of GeoNames for countries where world-countries has another one, far from it.
export const CENTRES = {
    US: [39.76, -98.5], CA: [60.10867, -113.64258], GB: [54.75844, -2.69531], CL: [-30, -71],
    ID: [-5, 120], JP: [35.68536, 139.75309], AU: [-25, 135], ZM: [-14.33333, 28.5], IN: [22, 79],
    ML: [18, -2], MM: [21, 96], VN: [16.16667, 107.83333], SD: [16, 30], NZ: [-42, 174], CD: [0, 25],
};

// Names in use that the packages lack; the first is the one shown. (world-countries has only
// "Türkiye", and a plain "Turkey" would lead to a town in New Jersey.)
export const COUNTRY_NAMES = {
    TR: ['Turkey', 'Türkiye'], CZ: ['Czechia', 'Czech Republic'], MM: ['Myanmar', 'Burma'],
    CD: ['DR Congo', 'Democratic Republic of the Congo', 'Democratic Republic of Congo',
        'Congo-Kinshasa', 'Zaire', 'DRC'],
    CG: ['Republic of the Congo', 'Congo-Brazzaville', 'Congo Republic'],
    US: ['United States', 'United States of America', 'America', 'the States', 'US', 'U.S.', 'USA',
        'U.S.A.'],
    GB: ['United Kingdom', 'Great Britain', 'Britain', 'UK', 'U.K.'],
    NL: ['Netherlands', 'The Netherlands', 'Holland'], CI: ['Ivory Coast', "Côte d'Ivoire"],
    MK: ['North Macedonia', 'Macedonia', 'FYROM'], SZ: ['Eswatini', 'Swaziland'],
    KP: ['North Korea', 'DPRK'], KR: ['South Korea', 'Republic of Korea'],
    RU: ['Russia', 'Russian Federation'], KG: ['Kyrgyzstan', 'Kyrgyz Republic', 'Kirghizia'],
    KZ: ['Kazakhstan', 'Kazakstan'], TJ: ['Tajikistan', 'Tadjikistan'], BA: ['Bosnia and ' +
        'Herzegovina', 'Bosnia', 'Bosnia-Herzegovina'], TL: ['Timor-Leste', 'East Timor'],
    CV: ['Cape Verde', 'Cabo Verde'], AE: ['United Arab Emirates', 'Emirates', 'UAE'],
    PS: ['Palestine', 'Palestinian territories', 'Palestinian Territory', 'State of Palestine'],
    VA: ['Vatican City', 'Vatican', 'Holy See'], CN: ['China', "People's Republic of China", 'PRC'],
    TW: ['Taiwan', 'Chinese Taipei'], SY: ['Syria', 'Syrian Arab Republic'],
    LY: ['Libya'], IR: ['Iran', 'Persia'], XK: ['Kosovo'], LK: ['Sri Lanka', 'Ceylon'],
};

// Inhabitants and adjectives beyond the one word per country of world-countries.
export const DEMONYMS = {
    KG: ['Kyrgyz', 'Kyrgyzstani', 'Kirghiz'], KZ: ['Kazakh', 'Kazakhstani'],
    UZ: ['Uzbek', 'Uzbekistani'], TJ: ['Tajik', 'Tajikistani'], TM: ['Turkmen'],
    GB: ['British', 'Briton', 'Brit'], US: ['American'], TR: ['Turkish', 'Turk'],
    AF: ['Afghan'], FR: ['French', 'Frenchman', 'Frenchmen'], DE: ['German'],
    ES: ['Spanish', 'Spaniard'], NL: ['Dutch'], PL: ['Polish', 'Pole'], SE: ['Swedish', 'Swede'],
    DK: ['Danish', 'Dane'], FI: ['Finnish', 'Finn'], IE: ['Irish'], IL: ['Israeli'],
    PS: ['Palestinian'], IQ: ['Iraqi'], PK: ['Pakistani'], BD: ['Bangladeshi'], TH: ['Thai'],
    GR: ['Greek'], CZ: ['Czech'], SK: ['Slovak'], SI: ['Slovene', 'Slovenian'], HR: ['Croatian',
        'Croat'], RS: ['Serbian', 'Serb'], BA: ['Bosnian'], XK: ['Kosovar', 'Kosovan'],
    NZ: ['New Zealander'], PH: ['Filipino', 'Philippine'], MM: ['Burmese'], KP: ['North Korean'],
    KR: ['South Korean'], CH: ['Swiss'], PT: ['Portuguese'], AR: ['Argentine', 'Argentinian'],
    CN: ['Chinese'], TW: ['Taiwanese'], VN: ['Vietnamese'], SA: ['Saudi', 'Saudi Arabian'],
    AE: ['Emirati'], CI: ['Ivorian'], CD: ['Congolese'], IS: ['Icelandic', 'Icelander'],
    NO: ['Norwegian'], RU: ['Russian'], UA: ['Ukrainian'], BY: ['Belarusian', 'Belarussian'],
};

// ISO codes that Natural Earth has mixed up, by GeoNames' codes.
export const UNIT_ISO = { 'RU.48': 'RU-MOW', 'RU.47': 'RU-MOS', 'KZ.01': 'KZ-ALM' };

// Who is from a unit.
export const UNIT_DEMONYMS = {
    'GB.ENG': ['English', 'Englishman', 'Englishmen'], 'GB.SCT': ['Scottish', 'Scots', 'Scot'],
    'GB.WLS': ['Welsh'], 'GB.NIR': ['Northern Irish'], 'US.TX': ['Texan', 'Texans'],
    'US.CA': ['Californian', 'Californians'], 'DE.02': ['Bavarian', 'Bavarians'],
};

// The points of GeoNames for large units, and for those that Natural Earth has no polygon of.
export const UNIT_CENTRES = {
    'CA.01': [52.28333, -117.469], 'CA.02': [53.99983, -125.0032], 'CA.10': [52.00017, -71.99907],
    'CA.08': [49.25014, -84.49983], 'CA.11': [54.0001, -106.00099], 'AU.04': [-20, 145],
    'AU.08': [-25, 122], 'AU.05': [-30, 135], 'AU.03': [-20, 134], 'US.HI': [20.75028, -156.50028],
    'US.AK': [64.00028, -150.00028], 'US.CA': [37.25022, -119.75126], 'US.WA': [47.50012, -120.50147],
    'GB.ENG': [52.16045, -0.70312], 'GB.SCT': [56.0, -4.0], 'GB.WLS': [52.5, -3.5],
    'GB.NIR': [54.5, -6.5],
};

const US = {
    AL: 'Ala.', AK: 'Alaska', AZ: 'Ariz.', AR: 'Ark.', CA: 'Calif.', CO: 'Colo.', CT: 'Conn.',
    DE: 'Del.', DC: 'D.C.', FL: 'Fla.', GA: 'Ga.', HI: 'Hawaii', ID: 'Idaho', IL: 'Ill.',
    IN: 'Ind.', IA: 'Iowa', KS: 'Kan.|Kans.', KY: 'Ky.', LA: 'La.', ME: 'Maine', MD: 'Md.',
    MA: 'Mass.', MI: 'Mich.', MN: 'Minn.', MS: 'Miss.', MO: 'Mo.', MT: 'Mont.', NE: 'Neb.|Nebr.',
    NV: 'Nev.', NH: 'N.H.', NJ: 'N.J.', NM: 'N.M.', NY: 'N.Y.', NC: 'N.C.', ND: 'N.D.', OH: 'Ohio',
    OK: 'Okla.', OR: 'Ore.|Oreg.', PA: 'Pa.|Penn.', RI: 'R.I.', SC: 'S.C.', SD: 'S.D.', TN: 'Tenn.',
    TX: 'Tex.|Texas', UT: 'Utah', VT: 'Vt.', VA: 'Va.', WA: 'Wash.', WV: 'W.Va.|W. Va.',
    WI: 'Wis.', WY: 'Wyo.',
};
const CANADA = {
    '01': 'AB|Alta.', '02': 'BC|B.C.', '03': 'MB|Man.', '04': 'NB|N.B.', '05': 'NL|Nfld.',
    '07': 'NS|N.S.', '08': 'ON|Ont.', '09': 'PE|P.E.I.', 10: 'QC|Que.', 11: 'SK|Sask.',
    12: 'YT', 13: 'NT', 14: 'NU',
};
const AUSTRALIA = { '01': 'ACT', '02': 'NSW|N.S.W.', '04': 'QLD|Qld', '05': 'SA', '06': 'TAS',
    '07': 'VIC', '08': 'WA', '03': 'NT' };

const shortened = (country, table, withCode) => Object.fromEntries(Object.entries(table).map(
    ([code, names]) => [`${country}.${code}`, [...withCode ? [code] : [], ...names.split('|')]]));

// How letters and newspapers shorten the names of states and provinces.
export const SHORT_UNITS = { ...shortened('US', US, true), ...shortened('CA', CANADA, false),
    ...shortened('AU', AUSTRALIA, false) };

// Enclaves missing in Natural Earth, as of country-coder: the country whose polygon it is, the unit
// it belongs to, and a position within 0.3 degrees of all of it.
export const ENCLAVES = [
    { iso: 'UZ', unit: 'UZ-FA', near: [71.8, 39.98] },
];
