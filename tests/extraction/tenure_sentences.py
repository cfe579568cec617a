"""Sentences about invented people, annotated by hand: when each role began and ended, how it stood.

One line a sentence: text | person | title | begin | end | standing. The article appeared on
10 March 2021; "-" is nothing said. Patterns were written with ``TUNED`` in view and mended after a
look at ``TRIED`` and ``SEEN`` (read blind: 17 bounds right, 2 wrong, 3 missed; and 23, 3, 2).
Figures are told of ``HELD_OUT``, written after that.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Annotated:
    text: str
    person: str
    title: str
    start: str
    end: str
    status: str


def _read(lines: str) -> tuple[Annotated, ...]:
    rows = [line.split(" | ") for line in lines.strip().splitlines()]
    return tuple(Annotated(*(cell.replace(" -", "-").strip() for cell in row)) for row in rows)


TUNED = _read(
    """
Ona Velk served as rector of Alder College from 2011 to 2016. | Ona Velk | rector | 2011 | 2016 | former
Ona Velk, rector of Alder College since November 2019, opened the hall. | Ona Velk | rector | 2019-11 | - | current
Until 2014, Ib Sund was director of the Loom Museum. | Ib Sund | director | - | 2014 | former
Ru Tamm took over as president of Alder College on 1 March 2020. | Ru Tamm | president | 2020-03-01 | - | past
Ru Tamm was appointed vice president of Alder College in May 2018. | Ru Tamm | vice president | 2018-05 | - | past
Ona Velk, rector of Alder College (2008–2012), wrote the preface. | Ona Velk | rector | 2008 | 2012 | former
Ib Sund retired as dean of the Faculty of Dyes in 2015. | Ib Sund | dean | - | 2015 | former
Ona Velk, president of Alder College, whose term ended in 2016, came back for a day. | Ona Velk | president | - | 2016 | former
Ona Velk, former president of Alder College, gave a talk. | Ona Velk | former president | - | - | former
The then president of Alder College, Ona Velk, laid the first stone. | Ona Velk | president | - | - | past
Ona Velk was dean of the Faculty of Dyes from 2001 to 2005 and rector of Alder College from 2005 to 2010. | Ona Velk | dean | 2001 | 2005 | former
Ona Velk was dean of the Faculty of Dyes from 2001 to 2005 and rector of Alder College from 2005 to 2010. | Ona Velk | rector | 2005 | 2010 | former
Ona Velk is rector of Alder College. She took office on 1 March 2020. | Ona Velk | rector | 2020-03-01 | - | current
In 1999, President Ona Velk of Alder College signed the first agreement. | Ona Velk | president | - | - | past
President Ona Velk of Alder College, which was founded in 1979, thanked all. | Ona Velk | president | - | - | -
Ib Sund succeeded Bo Marr as rector of Alder College in 2015. | Ib Sund | rector | 2015 | - | past
Ona Velk will take over as president of Alder College on 1 July 2021. | Ona Velk | president | - | - | designate
Ona Velk was elected president of Alder College in 2018. | Ona Velk | president | - | - | past
Acting president Ona Velk of Alder College met the guests. | Ona Velk | acting president | - | - | acting
Ona Velk, president-elect of Alder College, spoke. | Ona Velk | president-elect | - | - | designate
Since 2019, Ona Velk has been the director of the Loom Museum. | Ona Velk | director | 2019 | - | current
Ona Velk, president of Alder College, welcomed the guests on 8 March 2021. | Ona Velk | president | - | - | -
In January 2021, Ona Velk became principal of Alder College. | Ona Velk | principal | 2021-01 | - | current
Ona Velk was not appointed dean of the Faculty of Dyes in 2012. | Ona Velk | dean | - | - | past
Ib Sund stepped down as director of the Loom Museum on 31 December 2020. | Ib Sund | director | - | 2020-12-31 | former
Ib Sund has been professor of botany at Alder College since 1998. | Ib Sund | professor of botany | 1998 | - | current
Ib Sund was appointed registrar of Alder College with effect from 1 October 2020. | Ib Sund | registrar | 2020-10-01 | - | current
Ona Velk, currently dean of the Faculty of Dyes, has written four books. | Ona Velk | dean | - | - | current
Between 2004 and 2009 Ona Velk headed the group as director of the Loom Museum. | Ona Velk | director | - | - | past
From May 2011 until June 2016, Ona Velk was provost of Alder College. | Ona Velk | provost | 2011-05 | 2016-06 | former
Ona Velk, president of Alder College, who was born in 1961, sang. | Ona Velk | president | - | - | -
"""
)

TRIED = _read(
    """
Pia Holm has held the post of chancellor of Birch University since September 2017. | Pia Holm | chancellor | 2017-09 | - | current
Emil Rask was president of Birch University between 1995 and 2003. | Emil Rask | president | 1995 | 2003 | former
Emil Rask, director of the Tide Institute until last year, was given the medal. | Emil Rask | director | - | 2020 | former
On 4 January 2021 Pia Holm took up the post of rector of Birch University. | Pia Holm | rector | 2021-01-04 | - | current
Pia Holm, who became dean of the School of Weaving in 2014, led the tour. | Pia Holm | dean | 2014 | - | past
Pia Holm (president of Birch University, 2006–2013) wrote it. | Pia Holm | president | 2006 | 2013 | former
Emil Rask resigned as vice-chancellor of Birch University in October 2019. | Emil Rask | vice-chancellor | - | 2019-10 | former
The council of Birch University appointed Pia Holm rector on 12 February 2021. | Pia Holm | rector | 2021-02-12 | - | current
Pia Holm, the current director of the Tide Institute, agreed. | Pia Holm | director | - | - | current
Pia Holm, the late president of Birch University, founded the prize. | Pia Holm | president | - | - | former
The incoming president of Birch University, Pia Holm, came too. | Pia Holm | president | - | - | designate
Emil Rask was librarian of Birch University for eleven years. | Emil Rask | librarian | - | - | past
Emil Rask, interim dean of the School of Weaving, signed the form. | Emil Rask | interim dean | - | - | acting
From 2002 to 2008 Emil Rask served as secretary-general of the Tide Association. | Emil Rask | secretary-general | 2002 | 2008 | former
Emil Rask left the post of director of the Tide Institute in June 2018. | Emil Rask | director | - | 2018-06 | former
Pia Holm is president of Birch University. Her term began in August 2018. | Pia Holm | president | 2018-08 | - | current
Emil Rask was rector of Birch University. He stepped down in 2011. | Emil Rask | rector | - | 2011 | former
Pia Holm, president and party secretary of Birch University since 2016, spoke first. | Pia Holm | president | 2016 | - | current
In 1987, Rector Emil Rask of Birch University visited the islands. | Emil Rask | rector | - | - | past
Pia Holm, rector of Birch University, met Emil Rask on 3 March 2021. | Pia Holm | rector | - | - | -
Pia Holm, rector of Birch University, told of her studies, which she began in 1984. | Pia Holm | rector | - | - | -
Pia Holm is to become director of the Tide Institute in autumn. | Pia Holm | director | - | - | designate
Pia Holm was sworn in as president of Birch University on 1 February 2021. | Pia Holm | president | 2021-02-01 | - | current
Emil Rask, ex-president of Birch University, cut the ribbon. | Emil Rask | ex-president | - | - | former
Emil Rask, who was then dean of the School of Weaving, drew the plan. | Emil Rask | dean | - | - | past
Emil Rask retired in 2009 as head of the Tide Institute. | Emil Rask | head | - | 2009 | former
Pia Holm assumed office as vice president of Birch University in December 2020. | Pia Holm | vice president | 2020-12 | - | current
Pia Holm might become rector of Birch University in 2022. | Pia Holm | rector | - | - | past
Emil Rask was rector of Birch University from 1990 to 1994 and again from 2000 to 2004. | Emil Rask | rector | - | - | past
Emil Rask was dean of the School of Weaving until he moved to the Tide Institute in 2013. | Emil Rask | dean | - | - | past
Emil Rask, dean of the School of Weaving (2015–present), agreed. | Emil Rask | dean | 2015 | - | current
Pia Holm was re-elected president of Birch University in 2019. | Pia Holm | president | - | - | past
"""
)

SEEN = _read(
    """
Sten Aro, who has been rector of Cedar University since January 2020, read the letter. | Sten Aro | rector | 2020-01 | - | current
As president of Cedar University from 1999 to 2007, Mira Toth built the library. | Mira Toth | president | 1999 | 2007 | former
Mira Toth, dean of the Faculty of Music from 2010 until 2018, received the medal. | Mira Toth | dean | 2010 | 2018 | former
In June 2020 the board of Cedar University appointed Sten Aro as provost. | Sten Aro | provost | 2020-06 | - | past
Sten Aro was installed as chancellor of Cedar University on 5 February 2021. | Sten Aro | chancellor | 2021-02-05 | - | current
Mira Toth stepped down as rector of Cedar University at the end of 2019. | Mira Toth | rector | - | 2019 | former
Mira Toth, who retired from the post of director of the Glass Archive in 2017, came back. | Mira Toth | director | - | 2017 | former
Sten Aro has served as vice rector of Cedar University since 2018. | Sten Aro | vice rector | 2018 | - | current
Sten Aro, director of the Glass Archive since its foundation in 2012, spoke. | Sten Aro | director | - | - | -
Mira Toth (rector from 1988 to 1996 of Cedar University) laid the stone. | Mira Toth | rector | 1988 | 1996 | former
Sten Aro joined Cedar University in 2009 and became its vice president in 2016. | Sten Aro | vice president | 2016 | - | past
Sten Aro assumed the duties of dean of the Faculty of Music on 1 January 2021. | Sten Aro | dean | 2021-01-01 | - | current
Mira Toth served as president of Cedar University until December 2015. | Mira Toth | president | - | 2015-12 | former
Sten Aro took over from Mira Toth as director of the Glass Archive in 2014. | Sten Aro | director | 2014 | - | past
Mira Toth was rector of Cedar University. Her term ended in July 2013. | Mira Toth | rector | - | 2013-07 | former
Sten Aro is president of Cedar University. He has held the office since 2015. | Sten Aro | president | 2015 | - | current
Sten Aro, acting rector of Cedar University since February 2021, thanked the staff. | Sten Aro | acting rector | 2021-02 | - | acting
Mira Toth, formerly dean of the Faculty of Music, is writing a book. | Mira Toth | dean | - | - | former
Mira Toth, at that time dean of the Faculty of Music, wrote the plan. | Mira Toth | dean | - | - | past
Sten Aro, president of Cedar University, said that the work had begun in 2011. | Sten Aro | president | - | - | -
Sten Aro, president of Cedar University, will leave the office on 30 June 2021. | Sten Aro | president | - | - | -
The newly appointed dean of the Faculty of Music, Sten Aro, was there. | Sten Aro | dean | - | - | -
Mira Toth declined to become rector of Cedar University in 2010. | Mira Toth | rector | - | - | past
Mira Toth received the prize in 2005 as president of Cedar University. | Mira Toth | president | - | - | past
Sten Aro has now been registrar of Cedar University for three years. | Sten Aro | registrar | - | - | -
Sten Aro, rector of Cedar University, and Mira Toth, president of the Glass Archive since 2002, signed. | Mira Toth | president | 2002 | - | current
Sten Aro, rector of Cedar University, and Mira Toth, president of the Glass Archive since 2002, signed. | Sten Aro | rector | - | - | -
Mira Toth had been director of the Glass Archive since 1990 when the fire broke out. | Mira Toth | director | 1990 | - | past
Sten Aro was vice president of Cedar University in 2012–2016 and has been its president since 2017. | Sten Aro | vice president | 2012 | 2016 | former
Sten Aro was vice president of Cedar University in 2012–2016 and has been its president since 2017. | Sten Aro | president | 2017 | - | current
Mira Toth, secretary of the Glass Society, 1994–2001, kept the minutes. | Mira Toth | secretary | 1994 | 2001 | former
Since taking office in 2018, President Sten Aro of Cedar University has visited nine countries. | Sten Aro | president | - | - | -
"""
)

HELD_OUT = _read(
    """
Lia Brand was director of the Harbour Museum from March 2003 to May 2009. | Lia Brand | director | 2003-03 | 2009-05 | former
Lia Brand, president of Elm University from 2015 to 2020, is to speak. | Lia Brand | president | 2015 | 2020 | former
Jon Okafor has led the team as dean of the School of Glass since 2011. | Jon Okafor | dean | 2011 | - | current
Jon Okafor became rector of Elm University in February 2021. | Jon Okafor | rector | 2021-02 | - | current
Jon Okafor was appointed director of the Harbour Museum on 9 March 2015. | Jon Okafor | director | 2015-03-09 | - | past
The trustees appointed Jon Okafor president of Elm University in 2012. | Jon Okafor | president | 2012 | - | past
Jon Okafor succeeded Lia Brand as president of Elm University on 1 January 2021. | Jon Okafor | president | 2021-01-01 | - | current
Lia Brand retired as principal of Elm University in July 2014. | Lia Brand | principal | - | 2014-07 | former
Lia Brand, dean of the School of Glass until 2016, was thanked. | Lia Brand | dean | - | 2016 | former
Lia Brand resigned as rector of Elm University on 15 January 2021. | Lia Brand | rector | - | 2021-01-15 | former
Until June 2010 Lia Brand served as registrar of Elm University. | Lia Brand | registrar | - | 2010-06 | former
Lia Brand (dean of the School of Glass, 1997–2004) opened the show. | Lia Brand | dean | 1997 | 2004 | former
Since May 2020 Jon Okafor has been acting director of the Harbour Museum. | Jon Okafor | acting director | 2020-05 | - | acting
Jon Okafor is rector of Elm University. His term began on 1 September 2019. | Jon Okafor | rector | 2019-09-01 | - | current
Jon Okafor is rector of Elm University. He was inaugurated in October 2019. | Jon Okafor | rector | 2019-10 | - | current
Lia Brand was president of Elm University. She left office in 2008. | Lia Brand | president | - | 2008 | former
Jon Okafor, vice president and dean of Elm University since 2013, signed. | Jon Okafor | dean | 2013 | - | current
Lia Brand served as dean of the School of Glass from 1990 to 1999 and as vice rector of Elm University from 1999 to 2003. | Lia Brand | vice rector | 1999 | 2003 | former
Jon Okafor, rector of Elm University, has known the museum since 2002. | Jon Okafor | rector | - | - | -
Jon Okafor, rector of Elm University, taught in Arcadia from 2004 to 2007. | Jon Okafor | rector | - | - | -
Lia Brand, president of Elm University, met Jon Okafor, who was appointed in 2019. | Lia Brand | president | - | - | -
Jon Okafor will serve as president of Elm University from 2022 to 2026. | Jon Okafor | president | - | - | designate
Jon Okafor was proposed as rector of Elm University in 2019. | Jon Okafor | rector | - | - | past
Lia Brand, once director of the Harbour Museum, wrote to the staff. | Lia Brand | director | - | - | former
Lia Brand, former rector of Elm University (1990–1998), sang. | Lia Brand | former rector | 1990 | 1998 | former
Lia Brand joined the School of Glass in 1988, was promoted to dean of the School of Glass in 1994 and retired in 2005. | Lia Brand | dean | 1994 | - | past
The outgoing president of Elm University, Lia Brand, handed over the keys. | Lia Brand | president | - | - | current
In 2006 Lia Brand, then director of the Harbour Museum, bought the boat. | Lia Brand | director | - | - | past
In 2006 the director of the Harbour Museum, Lia Brand, bought the boat. | Lia Brand | director | - | - | past
Jon Okafor, president of Elm University, recalled that the school had opened in 1968. | Jon Okafor | president | - | - | -
"""
)
