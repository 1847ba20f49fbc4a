BEGIN TRANSACTION;
CREATE TABLE comment_migration_ledger (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id TEXT NOT NULL UNIQUE,
  comment_id NOT NULL UNIQUE,
  parent_event_id TEXT,
  page_id TEXT NOT NULL,
  created_at NOT NULL,
  content_hash TEXT NOT NULL,
  run_id TEXT NOT NULL,
  batch_id TEXT NOT NULL,
  target TEXT NOT NULL,
  imported_at TEXT NOT NULL
);
INSERT INTO "comment_migration_ledger" VALUES(1,'$nHsXFTNEk1VB4HCByk_HfDPIXd1bRUHsjV86Gk4OnNo',1,NULL,'/2021/02/a-sourdough-starter-in-seven-days/','2021-02-15T16:09:25.000Z','70df4dcc5ffbd8177da791dc9604994080150883a42a3f6fd72adb1472b02592','terminal-2026-11-28T15:34:02.262Z','1efdb20a-87d8-43c2-b456-84f26fd25db0','classic (table comments)','2026-11-28T15:34:08.461Z');
INSERT INTO "comment_migration_ledger" VALUES(2,'$JaVmYdXGCY9zD1JlS3xlJGmnX7cy1XdBDIq77zxFbDg',2,'$nHsXFTNEk1VB4HCByk_HfDPIXd1bRUHsjV86Gk4OnNo','/2021/02/a-sourdough-starter-in-seven-days/','2021-02-15T20:14:17.000Z','3cc38f8432cb0c75cb18d87f6ef104fbca969b7556b7bc79d413f83f16f52d6d','terminal-2026-11-28T15:34:02.262Z','1efdb20a-87d8-43c2-b456-84f26fd25db0','classic (table comments)','2026-11-28T15:34:08.461Z');
INSERT INTO "comment_migration_ledger" VALUES(3,'$7AmiYhHjSU4WBQ62nJV8WCn72i6yIhGskdMeb48ZSxo',3,'$JaVmYdXGCY9zD1JlS3xlJGmnX7cy1XdBDIq77zxFbDg','/2021/02/a-sourdough-starter-in-seven-days/','2021-02-17T07:20:40.000Z','fabaee9580d91352aa23f7e086b8ea8481579be060e61c54b80833255ea1276d','terminal-2026-11-28T15:34:02.262Z','1efdb20a-87d8-43c2-b456-84f26fd25db0','classic (table comments)','2026-11-28T15:34:08.461Z');
INSERT INTO "comment_migration_ledger" VALUES(4,'$utPmT1T_mWUSUmHdoQIp9zY7Rrc55fWLyWMVJqhxokM',4,'$7AmiYhHjSU4WBQ62nJV8WCn72i6yIhGskdMeb48ZSxo','/2021/02/a-sourdough-starter-in-seven-days/','2021-02-18T21:24:38.000Z','340726404435a38864424ca0140e01b306b3dc0d498d742756ab46f77d99f2a2','terminal-2026-11-28T15:34:02.262Z','1efdb20a-87d8-43c2-b456-84f26fd25db0','classic (table comments)','2026-11-28T15:34:08.461Z');
INSERT INTO "comment_migration_ledger" VALUES(5,'$4Rh0_GeumqRneMtcQnb-3BM9aKOo2a7XbDgkdRD7C9M',5,NULL,'/2021/02/a-sourdough-starter-in-seven-days/','2021-02-20T06:37:40.000Z','728c68a8c509961ef60ff06146aac09dadd7cacb70a8f7da1b9506dba7ce16d9','terminal-2026-11-28T15:34:02.262Z','1efdb20a-87d8-43c2-b456-84f26fd25db0','classic (table comments)','2026-11-28T15:34:08.461Z');
INSERT INTO "comment_migration_ledger" VALUES(6,'$78QMkXuY6weYqoOCRltumzKK4zxFvT3KCbiFoG7vGrU',6,'$4Rh0_GeumqRneMtcQnb-3BM9aKOo2a7XbDgkdRD7C9M','/2021/02/a-sourdough-starter-in-seven-days/','2021-02-20T13:05:06.000Z','3f7f3ea3f9d16fbbc1e632450f4add3f53e7fe4abc13664497c7de910c68f9e0','terminal-2026-11-28T15:34:02.262Z','1efdb20a-87d8-43c2-b456-84f26fd25db0','classic (table comments)','2026-11-28T15:34:08.461Z');
INSERT INTO "comment_migration_ledger" VALUES(7,'$cs6TbYlw3iIZ_11seY0Z2zUh3-CsSVTMTNElpRUdxgk',7,NULL,'/2021/02/a-sourdough-starter-in-seven-days/','2021-02-20T18:20:11.000Z','f6bad06589eae1be5e533e4fe7b065c461c2f20b7633b78447df5c83398325be','terminal-2026-11-28T15:34:02.262Z','1efdb20a-87d8-43c2-b456-84f26fd25db0','classic (table comments)','2026-11-28T15:34:08.461Z');
INSERT INTO "comment_migration_ledger" VALUES(8,'$fFlHge9PTi_36qVY0wFy-bE0P20xQD7JPX0nc4TPLLY',8,NULL,'/2021/02/a-sourdough-starter-in-seven-days/','2021-02-22T06:47:14.000Z','83e925cf5a80b829e52ecf8393bea8fefb78d854d2206c7482f75724f7ee0c8c','terminal-2026-11-28T15:34:02.262Z','1efdb20a-87d8-43c2-b456-84f26fd25db0','classic (table comments)','2026-11-28T15:34:08.461Z');
INSERT INTO "comment_migration_ledger" VALUES(9,'$Cm8VYFnhSroWrle4WFD6WF1fcDiNkLr3_onY5I2Ta8o',9,'$fFlHge9PTi_36qVY0wFy-bE0P20xQD7JPX0nc4TPLLY','/2021/02/a-sourdough-starter-in-seven-days/','2021-02-23T19:54:28.000Z','f9f372e52eb14960c88fcbe2285db324be4bf04f9666c4d7948a690851c7f242','terminal-2026-11-28T15:34:02.262Z','1efdb20a-87d8-43c2-b456-84f26fd25db0','classic (table comments)','2026-11-28T15:34:08.461Z');
INSERT INTO "comment_migration_ledger" VALUES(10,'$Qzdj5_0wA3mszMnsWyhUz0bH0EKENl8AactuglhqC7A',10,NULL,'/2021/02/a-sourdough-starter-in-seven-days/','2021-02-25T10:05:04.000Z','86bd2a096f51e906fe63e614bfe7c48a1a5a51bfdad3687cb4d1edc4d73c0648','terminal-2026-11-28T15:34:02.262Z','1efdb20a-87d8-43c2-b456-84f26fd25db0','classic (table comments)','2026-11-28T15:34:08.461Z');
INSERT INTO "comment_migration_ledger" VALUES(11,'$PJraVt2g-LBCWfbZX3ulp-6SvFNvjPfDFp3wTMRuel0',11,NULL,'/2021/02/a-sourdough-starter-in-seven-days/','2021-02-27T00:30:07.000Z','97a2e2623ff9eaba24f2c802d0b65e640c6aeb4cbde136d1824d828c9a4b8419','terminal-2026-11-28T15:34:02.262Z','1efdb20a-87d8-43c2-b456-84f26fd25db0','classic (table comments)','2026-11-28T15:34:08.461Z');
INSERT INTO "comment_migration_ledger" VALUES(12,'$CczR_BPp8CcqZlopl8he9u1vc34rqa8ZmNmXg97TD8E',12,NULL,'/2021/03/my-first-loaf-that-was-not-a-brick/','2021-03-02T23:02:35.000Z','ea9ccef706fb06526721b55b1d16a4034425f8d196e3a99bfd6e27363de2a8fc','terminal-2026-11-28T15:34:02.262Z','1efdb20a-87d8-43c2-b456-84f26fd25db0','classic (table comments)','2026-11-28T15:34:08.461Z');
INSERT INTO "comment_migration_ledger" VALUES(13,'$sLavtaDByM5rAwk_TV-kogIYLv4SVLc2MLRce9GgcGU',13,'$CczR_BPp8CcqZlopl8he9u1vc34rqa8ZmNmXg97TD8E','/2021/03/my-first-loaf-that-was-not-a-brick/','2021-03-03T08:21:01.000Z','99c54c1d0989727251668ffb399f106fba877697a820c17cae260ece5d4ecc80','terminal-2026-11-28T15:34:02.262Z','1efdb20a-87d8-43c2-b456-84f26fd25db0','classic (table comments)','2026-11-28T15:34:08.461Z');
INSERT INTO "comment_migration_ledger" VALUES(14,'$pRcVgZqkzvpMYmFo4QW-dEaWca649uhIQEfA3QSYBw8',14,'$CczR_BPp8CcqZlopl8he9u1vc34rqa8ZmNmXg97TD8E','/2021/03/my-first-loaf-that-was-not-a-brick/','2021-03-03T18:55:08.000Z','2752a5dadacf228beee65e2b4d45747516d1bf4d0e66bdc6217bd159bdd91b7f','terminal-2026-11-28T15:34:02.262Z','1efdb20a-87d8-43c2-b456-84f26fd25db0','classic (table comments)','2026-11-28T15:34:08.461Z');
INSERT INTO "comment_migration_ledger" VALUES(15,'$b-JHpnwaFxTKaex44DqgN-PT3kGK4ymHq5UQk7B6eew',15,NULL,'/2021/03/my-first-loaf-that-was-not-a-brick/','2021-03-05T20:21:20.000Z','76d16ec94fd780ff3c6c075523f7323bfb87eb219e3ceda7a828e37c494f5693','terminal-2026-11-28T15:34:02.262Z','1efdb20a-87d8-43c2-b456-84f26fd25db0','classic (table comments)','2026-11-28T15:34:08.461Z');
INSERT INTO "comment_migration_ledger" VALUES(16,'$VV7N3W8Rb8pk5tEkdva8CNtmO3qFWbEuHTGipzR9KUU',16,NULL,'/2021/03/my-first-loaf-that-was-not-a-brick/','2021-03-07T10:01:32.000Z','7ecaa2e2e69b4b431d9305969bc9f79add733d23ea203b77d2f8caddab2ef250','terminal-2026-11-28T15:34:02.262Z','1efdb20a-87d8-43c2-b456-84f26fd25db0','classic (table comments)','2026-11-28T15:34:08.461Z');
INSERT INTO "comment_migration_ledger" VALUES(17,'$KzuapLB_hMCeumzefzmRBHCDFVfAW_wFe35FqsKurLA',17,'$VV7N3W8Rb8pk5tEkdva8CNtmO3qFWbEuHTGipzR9KUU','/2021/03/my-first-loaf-that-was-not-a-brick/','2021-03-08T10:08:07.000Z','9024b03599a09447d3c66889e489155f15b5094986c8cef6c307594e230ecc94','terminal-2026-11-28T15:34:02.262Z','1efdb20a-87d8-43c2-b456-84f26fd25db0','classic (table comments)','2026-11-28T15:34:08.461Z');
INSERT INTO "comment_migration_ledger" VALUES(18,'$aaIBWLl9AUz3vPKMtN7oNhv4T2EF9TbvvurhS2LxKtQ',18,NULL,'/2021/05/rye/','2021-05-10T12:06:03.000Z','6820d1f3bc1746defcf3ef0241eaedce8eaff23579cfb830719ff7cfbeb3dfbb','terminal-2026-11-28T15:34:02.262Z','1efdb20a-87d8-43c2-b456-84f26fd25db0','classic (table comments)','2026-11-28T15:34:08.461Z');
INSERT INTO "comment_migration_ledger" VALUES(19,'$N5-ck2jtknvYLNcvwZXbCzEC2jfzAZCnp2RTxK3lvAc',19,'$aaIBWLl9AUz3vPKMtN7oNhv4T2EF9TbvvurhS2LxKtQ','/2021/05/rye/','2021-05-09T23:59:59.000Z','c0b86159c031a7cf14b1393fbe7ac806b84fd0e21b9831061413f1b75c7c4723','terminal-2026-11-28T15:34:02.262Z','1efdb20a-87d8-43c2-b456-84f26fd25db0','classic (table comments)','2026-11-28T15:34:08.461Z');
INSERT INTO "comment_migration_ledger" VALUES(20,'$yr3OYzE-hicLHt_SQmteL7YLyfJ2TBVM8R_JZSiXg_Q',20,NULL,'/2021/05/rye/','2021-05-13T15:47:23.000Z','3312bc272308e4bcefcc4ea7ecd9841bb95aed5409683daba9b944ce83bcbd4e','terminal-2026-11-28T15:34:02.262Z','1efdb20a-87d8-43c2-b456-84f26fd25db0','classic (table comments)','2026-11-28T15:34:08.461Z');
INSERT INTO "comment_migration_ledger" VALUES(21,'$J6bvYA19SvHKq6raXU7uynV2p9EjKpt0pbCKhBvZvI0',21,NULL,'/2021/05/rye/','2021-05-14T13:17:00.000Z','b1ecb13a577f3069725f83aab7901884e8b4ed9b660e30dfc33427e1be92cabc','terminal-2026-11-28T15:34:02.262Z','1efdb20a-87d8-43c2-b456-84f26fd25db0','classic (table comments)','2026-11-28T15:34:08.461Z');
INSERT INTO "comment_migration_ledger" VALUES(22,'$o54ybk6npHyFd8wQslIg3vzGFoqk1MykPVtRDhGD0Ks',22,NULL,'/2021/05/rye/','2021-05-15T19:40:19.000Z','f10383775cb21f46b53b3fd9254a3ddf8c46e7aea2d98a8e9e6aadb9f6f65e0a','terminal-2026-11-28T15:34:02.262Z','1efdb20a-87d8-43c2-b456-84f26fd25db0','classic (table comments)','2026-11-28T15:34:08.461Z');
CREATE TABLE comment_migration_pages (
  page_id TEXT NOT NULL,
  source TEXT NOT NULL,
  sections TEXT NOT NULL,
  comments INTEGER NOT NULL,
  is_settled INTEGER NOT NULL,
  run_id TEXT NOT NULL,
  PRIMARY KEY (page_id, source)
);
INSERT INTO "comment_migration_pages" VALUES('/2021/02/a-sourdough-starter-in-seven-days/','example-blog of comments.example','38e18a090b17890d',11,0,'terminal-2026-11-28T15:34:02.262Z');
INSERT INTO "comment_migration_pages" VALUES('/2021/03/my-first-loaf-that-was-not-a-brick/','example-blog of comments.example','4004404344214e36',6,0,'terminal-2026-11-28T15:34:02.262Z');
INSERT INTO "comment_migration_pages" VALUES('/2021/05/rye/','example-blog of comments.example','5af3cace90904033',5,0,'terminal-2026-11-28T15:34:02.262Z');
CREATE TABLE "comments" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "page_id" TEXT NOT NULL,
  "parent_id" INTEGER REFERENCES comments (id),
  "author_name" TEXT NOT NULL,
  "content" TEXT NOT NULL,
  "created_at" TEXT NOT NULL,
  "ip_address" TEXT,
  "content_hash" TEXT
);
INSERT INTO "comments" VALUES(1,'/2021/02/a-sourdough-starter-in-seven-days/',NULL,'Ada','Day four and mine smells like nail varnish. Is that normal?','2021-02-15T16:09:25.000Z','migrated','70df4dcc5ffbd8177da791dc9604994080150883a42a3f6fd72adb1472b02592');
INSERT INTO "comments" VALUES(2,'/2021/02/a-sourdough-starter-in-seven-days/',1,'The Baker','Completely normal. Feed it twice a day and it will calm down.','2021-02-15T20:14:17.000Z','migrated','3cc38f8432cb0c75cb18d87f6ef104fbca969b7556b7bc79d413f83f16f52d6d');
INSERT INTO "comments" VALUES(3,'/2021/02/a-sourdough-starter-in-seven-days/',2,'Ada','It did! Thank you. I named it Ferment Gump.','2021-02-17T07:20:40.000Z','migrated','fabaee9580d91352aa23f7e086b8ea8481579be060e61c54b80833255ea1276d');
INSERT INTO "comments" VALUES(4,'/2021/02/a-sourdough-starter-in-seven-days/',3,'梅 (Mei)','我也叫它“小面”，它今天长了一倍！','2021-02-18T21:24:38.000Z','migrated','340726404435a38864424ca0140e01b306b3dc0d498d742756ab46f77d99f2a2');
INSERT INTO "comments" VALUES(5,'/2021/02/a-sourdough-starter-in-seven-days/',NULL,'Anna','Can I use rye instead of wheat?','2021-02-20T06:37:40.000Z','migrated','728c68a8c509961ef60ff06146aac09dadd7cacb70a8f7da1b9506dba7ce16d9');
INSERT INTO "comments" VALUES(6,'/2021/02/a-sourdough-starter-in-seven-days/',5,'The Baker','Rye works even better: more enzymes, more minerals.

Just expect it to be:
- stickier
- faster
- moodier','2021-02-20T13:05:06.000Z','migrated','3f7f3ea3f9d16fbbc1e632450f4add3f53e7fe4abc13664497c7de910c68f9e0');
INSERT INTO "comments" VALUES(7,'/2021/02/a-sourdough-starter-in-seven-days/',NULL,'Olaf Ørsted','Mine lives in the fridge since 2016. Still going.','2021-02-20T18:20:11.000Z','migrated','f6bad06589eae1be5e533e4fe7b065c461c2f20b7633b78447df5c83398325be');
INSERT INTO "comments" VALUES(8,'/2021/02/a-sourdough-starter-in-seven-days/',NULL,'bob; DROP TABLE comments;--','What''s the ratio; 1:1:1 or 1:2:2?','2021-02-22T06:47:14.000Z','migrated','83e925cf5a80b829e52ecf8393bea8fefb78d854d2206c7482f75724f7ee0c8c');
INSERT INTO "comments" VALUES(9,'/2021/02/a-sourdough-starter-in-seven-days/',8,'Grace H.','1:1:1 by weight — and weight means a *scale*, not a cup.','2021-02-23T19:54:28.000Z','migrated','f9f372e52eb14960c88fcbe2285db324be4bf04f9666c4d7948a690851c7f242');
INSERT INTO "comments" VALUES(10,'/2021/02/a-sourdough-starter-in-seven-days/',NULL,'Anonymous','+1','2021-02-25T10:05:04.000Z','migrated','86bd2a096f51e906fe63e614bfe7c48a1a5a51bfdad3687cb4d1edc4d73c0648');
INSERT INTO "comments" VALUES(11,'/2021/02/a-sourdough-starter-in-seven-days/',NULL,'Sam','+1','2021-02-27T00:30:07.000Z','migrated','97a2e2623ff9eaba24f2c802d0b65e640c6aeb4cbde136d1824d828c9a4b8419');
INSERT INTO "comments" VALUES(12,'/2021/03/my-first-loaf-that-was-not-a-brick/',NULL,'Sam','Mine was a brick as well. The birds refused it.','2021-03-02T23:02:35.000Z','migrated','ea9ccef706fb06526721b55b1d16a4034425f8d196e3a99bfd6e27363de2a8fc');
INSERT INTO "comments" VALUES(13,'/2021/03/my-first-loaf-that-was-not-a-brick/',12,'Linus P','A brick is a feature if you build houses.','2021-03-03T08:21:01.000Z','migrated','99c54c1d0989727251668ffb399f106fba877697a820c17cae260ece5d4ecc80');
INSERT INTO "comments" VALUES(14,'/2021/03/my-first-loaf-that-was-not-a-brick/',12,'نور','الخبز الأول دائماً مثل الحجر 😄','2021-03-03T18:55:08.000Z','migrated','2752a5dadacf228beee65e2b4d45747516d1bf4d0e66bdc6217bd159bdd91b7f');
INSERT INTO "comments" VALUES(15,'/2021/03/my-first-loaf-that-was-not-a-brick/',NULL,'Ada','Spam on a bread blog, we have arrived.','2021-03-05T20:21:20.000Z','migrated','76d16ec94fd780ff3c6c075523f7323bfb87eb219e3ceda7a828e37c494f5693');
INSERT INTO "comments" VALUES(16,'/2021/03/my-first-loaf-that-was-not-a-brick/',NULL,'Petra Müller','How long did you proof it in the end? The post says “until it had really risen”, which is what my grandmother says, too.','2021-03-07T10:01:32.000Z','migrated','7ecaa2e2e69b4b431d9305969bc9f79add733d23ea203b77d2f8caddab2ef250');
INSERT INTO "comments" VALUES(17,'/2021/03/my-first-loaf-that-was-not-a-brick/',16,'The Baker','About five hours at 22 °C.','2021-03-08T10:08:07.000Z','migrated','9024b03599a09447d3c66889e489155f15b5094986c8cef6c307594e230ecc94');
INSERT INTO "comments" VALUES(18,'/2021/05/rye/',NULL,'Olaf Ørsted','100% rye, or do you cheat with wheat?','2021-05-10T12:06:03.000Z','migrated','6820d1f3bc1746defcf3ef0241eaedce8eaff23579cfb830719ff7cfbeb3dfbb');
INSERT INTO "comments" VALUES(19,'/2021/05/rye/',18,'The Baker','I cheat. 70/30. Don''t tell anybody.','2021-05-09T23:59:59.000Z','migrated','c0b86159c031a7cf14b1393fbe7ac806b84fd0e21b9831061413f1b75c7c4723');
INSERT INTO "comments" VALUES(20,'/2021/05/rye/',NULL,'Petra Müller','Schwarzbrot oder gar kein Brot!','2021-05-13T15:47:23.000Z','migrated','3312bc272308e4bcefcc4ea7ecd9841bb95aed5409683daba9b944ce83bcbd4e');
INSERT INTO "comments" VALUES(21,'/2021/05/rye/',NULL,'Kim 🍞','Wet hands helped so much!! 🙌🏽 Thank you 👩‍🍳','2021-05-14T13:17:00.000Z','migrated','b1ecb13a577f3069725f83aab7901884e8b4ed9b660e30dfc33427e1be92cabc');
INSERT INTO "comments" VALUES(22,'/2021/05/rye/',NULL,'梅 (Mei)','The photo is upside down on my phone.','2021-05-15T19:40:19.000Z','migrated','f10383775cb21f46b53b3fd9254a3ddf8c46e7aea2d98a8e9e6aadb9f6f65e0a');
CREATE INDEX "comments_page" ON "comments" ("page_id", "created_at");
CREATE INDEX "comments_parent" ON "comments" ("parent_id");
CREATE INDEX comment_migration_ledger_page ON comment_migration_ledger (page_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('comment_migration_ledger',22);
INSERT INTO "sqlite_sequence" VALUES('comments',22);
COMMIT;
