"""Names of invented people, as mixed as the Netherlands are."""

FIRST_NAMES = (
    "Aaltje Abdel Adriaan Aisha Amber Amira Anass Annemiek Arjen Astrid Ayşe Bart Beatriz Bianca Bilal Bo Bram "
    "Carlijn Cees Chantal Chen Daan Daniëlle Deniz Derk Dewi Djamila Dymphna Eelco Eline Elif Emine Erik Esmée Fadi "
    "Fatima Femke Floor Floris Frank Geert Gerda Gijs Hakan Hanneke Harm Hatice Hedwig Hendrik Ibrahim Ilja Imane "
    "Ineke Iris Jaap Jamila Jannes Jasper Jeroen Jolanda Joost Joyce Judith Karim Karin Kees Khadija Koen Lars "
    "Leila Lotte Luuk Maaike Maarten Malika Manon Marcin Marieke Mark Marloes Martijn Mehmet Merel Mila Mohamed "
    "Monique Murat Nadia Naomi Niels Noah Olga Omar Oscar Pauline Pieter Priya Quinten Rachid Ravi Rens Rianne "
    "Robin Roos Ruben Sabine Said Samira Sander Saskia Sem Sharon Shirley Sjoerd Soraya Stefan Stijn Svetlana "
    "Tamara Teun Thijs Tim Tjitske Ton Tygo Vincent Wendy Wesley Wietske Wouter Xander Yara Yasmina Yvonne Zehra "
    "Zoë"
).split()

LAST_NAMES = (
    "Aydın, van Baarle, Bakker, El Bakkali, ten Berge, van den Berg, Bhagwandin, de Boer, Bos, van den Bosch, "
    "Boukhari, Brouwer, de Bruijn, Castelijns, Ceylan, de Clercq, Cornelissen, van Dam, Demir, Dijkstra, "
    "van Dongen, Driessen, Eijkelboom, van Es, Faber, da Fonseca, Geerts, de Graaf, Groot, ter Haar, Haddou, "
    "Hendriks, van der Heijden, Hoekstra, Huisman, Idrissi, Jansen, de Jong, Kaya, van Kempen, Kocabaş, Kok, "
    "Koning, Kowalska, Kuipers, van der Laan, Lakhlifi, van Leeuwen, Li, van der Linden, Maas, Martina, Meijer, "
    "van der Meer, Mulder, Nguyen, Nijhuis, Nowak, Ouali, Overbeek, Peters, Pietersz, Pinas, Postma, Prins, "
    "Ramdin, van Rijn, Rosaria, Sahin, Schouten, van der Schaaf, Smit, Soekhai, Spijkerman, Tahiri, van Tiggelen, "
    "Timmermans, Tuinstra, van Veen, Verhoeven, Visser, van Vliet, Vos, de Vries, Wiersma, Willems, de Wit, "
    "Yıldız, Zandstra, van Zuylen"
).split(", ")

STREETS = (
    "Kerkstraat, Dorpsstraat, Molenweg, Lindelaan, Stationsweg, Julianastraat, Beukenlaan, Nieuwstraat, "
    "Waterkant, Meidoornlaan, Prins Hendrikstraat, Kastanjelaan"
).split(", ")
