/** Endings the vendor parses: `LlamaParseSupportedFileExtensions` in its SDK 2.16.0, read on 2026-11-20. */
const listed =
  "abw awt azw azw3 azw4 bmp cb7 cbc cbr cbz cgm chm csv cwk dbf dif djvu doc docm docx dot dotm dotx epub et " +
  "eth fb2 fbz fodg fodp fods fodt fopd gif heic heif htm html htmlz hwp jpeg jpg key lit lrf lwp m4a mcw md " +
  "mobi mp3 mp4 mpeg mpga mw mwd numbers odf odg odp ods odt otg otp ots ott pages pbd pdb pdf pml png pot potm " +
  "potx ppt pptm pptx prc prn psw qpw rb rtf sda sdd sdp sdw sgl slk snb stc std sti stw svg sxc sxd sxg sxi " +
  "sxm sxw sylk tcr tif tiff tsv txtz uof uop uos uos1 uos2 uot vdx vor vsd vsdm vsdx wav wb1 wb2 wb3 webm webp " +
  "wk1 wk2 wk3 wk4 wks wn wpd wps wpt wq1 wq2 wri xhtm xlr xls xlsb xlsm xlsx xlw xml yxmd zabw";

/** The SDK names no plain text; that the parser takes it all the same is an assumption. */
export const parseableExtensions: ReadonlySet<string> = new Set([...listed.split(" "), "txt"]);
