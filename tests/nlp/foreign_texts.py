"""News paragraphs of one meaning in twelve languages, with English names in them."""

FOREIGN_TEXTS = {
    "de": "Die Rektorin der Seehafen-Universität, Amara Lindqvist, hat am Dienstag in Kiel eine "
    "Vereinbarung mit dem Lakeside Open College unterzeichnet. Beide Seiten wollen gemeinsame "
    "Kurse für Lehrkräfte anbieten und Studierende austauschen. An der Feier nahmen mehr als "
    "vierzig Gäste teil, darunter Vertreter des Ministeriums für Bildung und der Stadt. „Wir "
    "haben lange auf diesen Tag gewartet“, sagte die Rektorin. Der Vertrag gilt zunächst für "
    "fünf Jahre und kann danach verlängert werden.",
    "fr": "La présidente de l'Université du Port, Amara Lindqvist, a signé mardi à Brest un accord "
    "avec le Lakeside Open College. Les deux établissements veulent proposer des cours communs "
    "aux enseignants et échanger des étudiants. Plus de quarante invités ont assisté à la "
    "cérémonie, parmi lesquels des représentants du ministère de l'Éducation et de la ville. "
    "« Nous attendions ce jour depuis longtemps », a déclaré la présidente. L'accord est conclu "
    "pour cinq ans et pourra ensuite être prolongé.",
    "es": "La rectora de la Universidad del Puerto, Amara Lindqvist, firmó el martes en Cádiz un "
    "convenio con el Lakeside Open College. Ambas instituciones quieren ofrecer cursos conjuntos "
    "para docentes e intercambiar estudiantes. Más de cuarenta invitados asistieron al acto, "
    "entre ellos representantes del Ministerio de Educación y del ayuntamiento. «Llevábamos "
    "mucho tiempo esperando este día», dijo la rectora. El convenio tiene una vigencia de cinco "
    "años y después podrá prorrogarse.",
    "pt": "A reitora da Universidade do Porto Velho, Amara Lindqvist, assinou na terça-feira um "
    "acordo com o Lakeside Open College. As duas instituições querem oferecer cursos conjuntos "
    "para professores e fazer intercâmbio de estudantes. Mais de quarenta convidados estiveram "
    "na cerimônia, entre eles representantes do Ministério da Educação e da prefeitura. "
    "“Esperávamos por este dia há muito tempo”, disse a reitora. O acordo vale por cinco anos e "
    "depois poderá ser renovado.",
    "it": "La rettrice dell'Università del Porto, Amara Lindqvist, ha firmato martedì a Genova un "
    "accordo con il Lakeside Open College. Le due istituzioni vogliono offrire corsi comuni per "
    "gli insegnanti e scambiare studenti. Alla cerimonia hanno partecipato più di quaranta "
    "ospiti, tra cui rappresentanti del ministero dell'Istruzione e del comune. «Aspettavamo "
    "questo giorno da molto tempo», ha detto la rettrice. L'accordo vale cinque anni e potrà poi "
    "essere rinnovato.",
    "nl": "De rector van de Havenuniversiteit, Amara Lindqvist, heeft dinsdag in Vlissingen een "
    "overeenkomst met het Lakeside Open College ondertekend. Beide instellingen willen samen "
    "cursussen voor leraren aanbieden en studenten uitwisselen. Meer dan veertig gasten waren "
    "bij de plechtigheid aanwezig, onder wie vertegenwoordigers van het ministerie van Onderwijs "
    "en van de gemeente. „Wij hebben lang op deze dag gewacht”, zei de rector. De overeenkomst "
    "geldt voor vijf jaar en kan daarna worden verlengd.",
    "id": "Rektor Universitas Pelabuhan, Amara Lindqvist, pada hari Selasa di Makassar "
    "menandatangani perjanjian dengan Lakeside Open College. Kedua lembaga ingin menawarkan "
    "kursus bersama bagi para guru dan bertukar mahasiswa. Lebih dari empat puluh tamu "
    "menghadiri upacara itu, di antaranya wakil dari Kementerian Pendidikan dan pemerintah kota. "
    "“Kami sudah lama menunggu hari ini,” kata rektor. Perjanjian itu berlaku selama lima tahun "
    "dan sesudahnya dapat diperpanjang.",
    "sw": "Makamu mkuu wa Chuo Kikuu cha Bandari, Amara Lindqvist, alitia saini Jumanne mjini "
    "Mombasa makubaliano na Lakeside Open College. Taasisi hizo mbili zinataka kutoa kozi za "
    "pamoja kwa walimu na kubadilishana wanafunzi. Zaidi ya wageni arobaini walihudhuria sherehe "
    "hiyo, wakiwemo wawakilishi wa Wizara ya Elimu na wa jiji. “Tumeisubiri siku hii kwa muda "
    "mrefu,” alisema makamu mkuu. Makubaliano hayo ni ya miaka mitano na baadaye yanaweza "
    "kuongezwa.",
    "tr": "Liman Üniversitesi rektörü Amara Lindqvist, salı günü İzmir'de Lakeside Open College "
    "ile bir anlaşma imzaladı. İki kurum öğretmenler için ortak kurslar sunmak ve öğrenci "
    "değişimi yapmak istiyor. Törene Millî Eğitim Bakanlığı ile belediyenin temsilcileri dahil "
    "kırktan fazla konuk katıldı. Rektör, “Bu günü uzun zamandır bekliyorduk” dedi. Anlaşma beş "
    "yıl için geçerli olacak ve daha sonra uzatılabilecek.",
    "vi": "Hiệu trưởng Trường Đại học Cảng, bà Amara Lindqvist, hôm thứ Ba tại Hải Phòng đã ký "
    "thỏa thuận với Lakeside Open College. Hai trường muốn cùng mở các khóa học cho giáo viên và "
    "trao đổi sinh viên. Hơn bốn mươi khách mời đã dự buổi lễ, trong đó có đại diện của Bộ Giáo "
    "dục và của thành phố. “Chúng tôi đã chờ ngày này từ lâu”, bà hiệu trưởng nói. Thỏa thuận có "
    "giá trị trong năm năm và sau đó có thể được gia hạn.",
    "ru": "Ректор Портового университета Амара Линдквист во вторник подписала в Мурманске "
    "соглашение с колледжем Lakeside Open College. Обе стороны хотят предложить общие курсы для "
    "учителей и обмениваться студентами. На церемонии присутствовало более сорока гостей, среди "
    "них представители министерства образования и города. «Мы давно ждали этого дня», – сказала "
    "ректор. Соглашение действует пять лет, затем его можно продлить.",
    "zh": "海港大学校长阿玛拉·林奎斯特星期二在宁波与 Lakeside Open College 签署了合作协议。双方希望"
    "为教师共同开设课程，并互派学生。四十多位来宾出席了仪式，其中有教育部和市政府的代表。校长说："
    "“我们等待这一天已经很久了。”协议有效期为五年，期满后可以延长。",
}
